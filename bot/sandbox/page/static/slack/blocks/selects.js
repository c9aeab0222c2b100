/**
 * The selects of Block Kit: of given options, of the app's own, of people and of channels.
 */

import { avatar } from "../../avatar.js";
import { el } from "../../element.js";
import { hasWords } from "../matching.js";
import { drawIcon } from "../icons.js";
import { drawInline } from "../text/draw.js";
import { parsePlain } from "../text/mrkdwn.js";
import { combobox } from "./combobox.js";
import { optionGroups } from "./states.js";

const PAUSE_MS = 200;
const KINDS = { public: "channel", private: "group", im: "im", mpim: "mpim" };

/**
 * Draws a select, as a field.
 *
 * @param {object} element
 * @param {import("./field.js").Place} place
 */
export function drawSelect(element, place) {
  const multiple = element.type.startsWith("multi_");
  const source = sourceOf(element, place);
  const given = [place.value].flat().filter((one) => one !== null && one !== undefined);
  let value = place.value;
  const { element: node, input } = combobox({
    ...place.naming,
    multiple,
    placeholder: element.placeholder?.text ?? (multiple ? "Select options" : "Select an option"),
    chosen: given.map((one) => source.choice(one)),
    most: element.max_selected_items,
    clearable: place.isOptional,
    find: source.find,
    onChange: (chosen) => {
      const data = chosen.map((one) => one.data);
      value = multiple ? data : (data[0] ?? null);
      place.onChange(value);
    },
    onDone: () => place.onDone(value),
  });
  return {
    node,
    input,
    get value() {
      return value;
    },
  };
}

function sourceOf(element, place) {
  const kind = element.type.replace(/^multi_/u, "");
  switch (kind) {
    case "static_select":
      return {
        find: (typed) => filtered(optionGroups(element), typed, place),
        choice: (one) => optionChoice(one, place),
      };
    case "external_select":
      return { find: remote(element, place), choice: (one) => optionChoice(one, place) };
    case "users_select":
      return ofPeople(place.reader);
    default:
      return ofConversations(element, kind, place.reader);
  }
}

function optionChoice(option, { reader }) {
  const text = plainly(option.text, reader);
  return {
    key: option.value,
    text,
    detail: option.description && plainly(option.description, reader),
    data: option,
  };
}

/** The words of a plain text, emoji drawn. */
function plainly({ text }, reader) {
  return drawInline(parsePlain(text), reader)
    .map((node) => node.textContent ?? node)
    .join("");
}

function filtered(groups, typed, place) {
  return groups.map(({ label, options }) => ({
    label,
    choices: options
      .map((option) => optionChoice(option, place))
      .filter(({ text, detail }) => hasWords(`${text} ${detail ?? ""}`, typed)),
  }));
}

/** Asks the app, once typing has paused; from the length on that it wants. */
function remote(element, place) {
  const least = element.min_query_length ?? 3;
  let timer = 0;
  let drop = () => {};
  return (typed) => {
    clearTimeout(timer);
    drop();
    if (typed.length < least) return typeMore(least);
    return new Promise((resolve, reject) => {
      drop = () => resolve([]);
      const ask = () =>
        place.suggest(typed).then((found) => resolve(suggested(found, place)), reject);
      timer = setTimeout(ask, typed ? PAUSE_MS : 0);
    });
  };
}

function typeMore(least) {
  return `Type ${least === 1 ? "a character" : `${least} or more characters`} to search.`;
}

/** What the app suggests, as groups of choices, or why it suggests nothing. */
function suggested(found, place) {
  if (found.trouble) return found.trouble;
  const groups = found.option_groups?.length
    ? optionGroups(found)
    : [{ label: "", options: found.options }];
  return groups.map(({ label, options }) => ({
    label,
    choices: options.map((one) => optionChoice(one, place)),
  }));
}

function ofPeople(reader) {
  const choice = (id) => {
    const person = reader.person(id);
    return {
      key: id,
      text: person.name,
      detail: person.handle,
      picture: small(avatar(person)),
      data: id,
    };
  };
  const find = (typed) => {
    const everybody = reader
      .people()
      .filter(({ id, name, handle }) => id !== "USLACKBOT" && hasWords(`${name} ${handle}`, typed));
    everybody.sort((one, other) => one.is_bot - other.is_bot || one.name.localeCompare(other.name));
    return [{ label: "", choices: everybody.map(({ id }) => choice(id)) }];
  };
  return { choice, find };
}

function ofConversations(element, kind, reader) {
  const asked = element.filter?.include?.map((one) => KINDS[one]);
  const kinds = kind === "channels_select" ? ["channel"] : (asked ?? ["channel", "group", "im"]);
  const choice = (id) => {
    const channel = reader.channel(id);
    const other =
      channel?.kind === "im" && reader.person(channel.members.find((one) => one !== reader.me));
    const picture = other
      ? small(avatar(other))
      : el(
          "span",
          { class: "combo-sign" },
          drawIcon(channel?.kind === "group" ? "lock" : "channel"),
        );
    return { key: id, text: other ? other.name : (channel?.name ?? id), picture, data: id };
  };
  const find = (typed) => {
    const found = reader
      .conversations()
      .filter(({ kind: one }) => kinds.includes(one))
      .map(({ id }) => choice(id));
    return [{ label: "", choices: found.filter(({ text }) => hasWords(text, typed)) }];
  };
  return { choice, find };
}

function small(picture) {
  picture.style.setProperty("--avatar", "20px");
  return picture;
}
