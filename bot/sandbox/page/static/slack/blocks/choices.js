/**
 * Checkboxes and radio buttons.
 */

import { el } from "../../element.js";
import { drawBlocks, drawInline } from "../text/draw.js";
import { parseMrkdwn, parsePlain } from "../text/mrkdwn.js";

let count = 0;

/** Draws checkboxes, as a field. @param {import("./field.js").Place} place */
export function drawCheckboxes(element, place) {
  let value = place.value;
  const { node, inputs } = group(element, place, "checkbox", (option, isOn) => {
    const others = value.filter((one) => one.value !== option.value);
    const order = element.options.map((one) => one.value);
    value = isOn ? [...others, option] : others;
    value.sort((one, other) => order.indexOf(one.value) - order.indexOf(other.value));
    place.onChange(value);
    place.onDone(value);
  });
  return {
    node,
    input: inputs[0],
    get value() {
      return value;
    },
  };
}

/** Draws radio buttons, as a field. @param {import("./field.js").Place} place */
export function drawRadios(element, place) {
  let value = place.value;
  const { node, inputs } = group(element, place, "radio", (option) => {
    value = option;
    place.onChange(value);
    place.onDone(value);
  });
  return {
    node,
    input: inputs.find((one) => one.checked) ?? inputs[0],
    get value() {
      return value;
    },
  };
}

function group(element, place, type, choose) {
  count += 1;
  const name = `choice-${count}`;
  const chosen = [place.value].flat().map((one) => one?.value);
  const rows = element.options.map((option, index) => {
    const input = el("input", {
      type,
      name: type === "radio" ? name : `${name}-${index}`,
      checked: chosen.includes(option.value),
      on: { change: (event) => choose(option, event.target.checked) },
    });
    const detail =
      option.description &&
      el("span", { class: "check-detail" }, textOf(option.description, place.reader));
    return {
      input,
      row: el(
        "label",
        { class: "check-row" },
        input,
        el("span", { class: "check-text" }, textOf(option.text, place.reader), detail),
      ),
    };
  });
  const node = el(
    "div",
    {
      class: "check-list",
      role: type === "radio" ? "radiogroup" : "group",
      aria: { label: place.naming.label, labelledby: place.naming.labelledBy },
    },
    rows.map(({ row }) => row),
  );
  return { node, inputs: rows.map(({ input }) => input) };
}

function textOf(text, reader) {
  if (text.type !== "mrkdwn") return drawInline(parsePlain(text.text), reader);
  return drawBlocks(parseMrkdwn(text.text), reader);
}
