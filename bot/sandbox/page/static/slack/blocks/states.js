/**
 * What stands in an element: where Slack's state has it, and how it is handed in.
 *
 * A value here is a text, an option `{text, value}`, an id, a date, a moment, a rich text, or a
 * list of options or ids; null, "" and [] are nothing.
 */

const KEYS = {
  plain_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  rich_text_input: ["rich_text_value", "initial_value"],
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  users_select: ["selected_user", "initial_user"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  channels_select: ["selected_channel", "initial_channel"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
  multi_static_select: ["selected_options", "initial_options"],
  multi_external_select: ["selected_options", "initial_options"],
  checkboxes: ["selected_options", "initial_options"],
  multi_users_select: ["selected_users", "initial_users"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  file_input: ["files", "initial_files"],
};

/** Tells whether something can stand in an element; nothing can in a button. */
export function holdsValue(element) {
  return Object.hasOwn(KEYS, element?.type);
}

/** Returns the elements of a block in which something can stand. */
export function valueElements(block) {
  const inside = [
    block.accessory,
    block.element,
    ...(block.type === "actions" ? block.elements : []),
  ];
  return inside.filter(holdsValue);
}

/**
 * Returns what stands in an element.
 *
 * @param {object} element
 * @param {object} [state] what Slack's `state.values` has for it, if anything.
 */
export function standingValue(element, state) {
  const [key, initial] = KEYS[element.type];
  const value = state?.type === element.type ? state[key] : element[initial];
  if (value !== undefined && value !== null) return value;
  if (
    element.type.endsWith("_input") &&
    element.type !== "rich_text_input" &&
    element.type !== "file_input"
  )
    return "";
  return key.endsWith("s") ? [] : null;
}

/** Returns a value as `/sandbox/fill`, `/sandbox/submit` and `/sandbox/click` take it. */
export function postedValue(element, value) {
  if (Array.isArray(value)) return value.map((one) => postedValue(element, one));
  if (element.type === "rich_text_input" || value === null || typeof value !== "object")
    return value;
  return element.type.includes("external_select") ? value : value.value;
}

/** Returns the options of a select, with their groups: `[{label, options}]`, label "" for none. */
export function optionGroups({ options, option_groups: groups }) {
  if (groups)
    return groups.map(({ label, options: inside }) => ({
      label: label?.text ?? "",
      options: inside,
    }));
  return [{ label: "", options: options ?? [] }];
}
