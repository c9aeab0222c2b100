/**
 * Fields: those of a form, with their labels, and those that tell the app of each choice.
 */

import { el, replace } from "../../element.js";
import { drawIcon } from "../icons.js";
import { drawInline } from "../text/draw.js";
import { parsePlain } from "../text/mrkdwn.js";
import { drawUnknown } from "../unknown.js";
import { drawField } from "./field.js";
import { holdsValue, postedValue } from "./states.js";

const ASKED_FIRST = ["conversations_select", "channels_select"];
const ON_ENTER = "on_enter_pressed";
const ON_CHARACTER = "on_character_entered";
let count = 0;

/** Draws an `input` block: label, field, hint, and a place for what is wrong with it. */
export function drawInput(block, surface, form) {
  const { element } = block;
  if (!holdsValue(element)) return drawUnknown("element", element);
  count += 1;
  const id = `field-${count}`;
  const isOptional = Boolean(block.optional);
  const told = block.dispatch_action ? dispatched(element) : [];
  const press = () => surface.press(block, element, field.node, { selected: chosen() });
  const field = drawField(element, {
    ...placeOf(element, block, surface, form),
    isOptional,
    naming: { id, labelledBy: `${id}-label` },
    onDone: () => block.dispatch_action && press(),
    onEnter: told.includes(ON_ENTER) ? press : undefined,
    onCharacter: told.includes(ON_CHARACTER) ? press : undefined,
  });
  const error = el("div", { class: "field-error", id: `${id}-error`, hidden: true });
  const hints = [block.hint?.text, told.includes(ON_ENTER) && "Press Enter to submit."].filter(
    Boolean,
  );
  const hint =
    hints.length > 0 &&
    el(
      "div",
      { class: "field-hint", id: `${id}-hint` },
      drawInline(parsePlain(hints.join(" ")), surface.reader),
    );
  describe(false);
  form.keep(block, element, field, { complain });
  return [
    el(
      "label",
      {
        class: "field-label",
        id: `${id}-label`,
        htmlFor: id,
        on: { click: () => !field.input.matches("input, textarea, button") && field.input.focus() },
      },
      drawInline(parsePlain(block.label.text), surface.reader),
      isOptional && el("span", { class: "field-optional" }, " (optional)"),
    ),
    field.node,
    error,
    hint,
  ];

  function chosen() {
    const value = postedValue(element, field.value);
    return value === null ? "" : value;
  }

  /** Shows a sentence at the field, or takes it away where there is none. */
  function complain(sentence) {
    error.hidden = !sentence;
    replace(error, sentence && [drawIcon("warning"), el("span", {}, sentence)]);
    field.node.toggleAttribute("data-wrong", Boolean(sentence));
    describe(Boolean(sentence));
  }

  function describe(isWrong) {
    const by = [isWrong && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
    if (by) field.input.setAttribute("aria-describedby", by);
    else field.input.removeAttribute("aria-describedby");
    field.input.setAttribute("aria-invalid", String(isWrong));
    if (!isOptional) field.input.setAttribute("aria-required", "true");
  }
}

/** Draws a field that stands by itself; the app hears of each choice. */
export function drawPicked(element, block, surface, form) {
  const label = element.accessibility_label ?? element.placeholder?.text ?? "Choose";
  const place = placeOf(element, block, surface, form);
  let settled = place.value;
  const field = drawField(element, {
    ...place,
    isOptional: false,
    naming: { label },
    onDone: tell,
  });
  form.keep(block, element, field, {});
  return field.node;

  async function tell(value) {
    if (value === null || value === "") return;
    const selected = postedValue(element, value);
    const isDone = await surface.press(block, element, field.node, { selected });
    // Who thinks better of it finds what stood there before.
    if (isDone === null) form.putBack(block, element, settled);
    else settled = value;
  }
}

function placeOf(element, block, surface, form) {
  return {
    reader: surface.reader,
    value: form.value(block, element) ?? current(element, surface),
    suggest: (typed) => surface.suggest(block, element, typed),
    onChange: (value) => form.changed(block, element, value),
  };
}

/** The conversation in which the person is, where the app asked for it. */
function current(element, surface) {
  const kind = element.type.replace(/^multi_/u, "");
  if (!element.default_to_current_conversation || !ASKED_FIRST.includes(kind)) return null;
  return surface.conversation();
}

function dispatched(element) {
  return element.dispatch_action_config?.trigger_actions_on ?? [ON_ENTER];
}
