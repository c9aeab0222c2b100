/**
 * Boxes to type in: a line or several, an address, a number.
 */

import { el } from "../../element.js";

const MODES = { url_text_input: "url", email_text_input: "email", number_input: "decimal" };
const NEAR = 0.1;
const CLOSE = 20;
const TYPING_MS = 300;

/**
 * Draws a text input, as a field.
 *
 * @param {object} element
 * @param {import("./field.js").Place} place
 */
export function drawTyping(element, place) {
  const several = Boolean(element.multiline);
  const mode = MODES[element.type];
  const counter = el("span", { class: "typing-counter", hidden: true, aria: { live: "polite" } });
  let timer = 0;
  const input = el(several ? "textarea" : "input", {
    class: "typing-input",
    id: place.naming.id,
    placeholder: element.placeholder?.text ?? "",
    inputMode:
      element.type === "number_input" && !element.is_decimal_allowed ? "numeric" : (mode ?? "text"),
    autocomplete: "off",
    aria: { label: place.naming.label, labelledby: place.naming.labelledBy },
    on: { input: changed, keydown: press },
    ...(several ? { rows: 3 } : { type: "text" }),
    value: place.value ?? "",
  });
  count();

  function changed() {
    count();
    place.onChange(input.value);
    if (!place.onCharacter) return;
    clearTimeout(timer);
    timer = setTimeout(place.onCharacter, TYPING_MS);
  }

  /** Slack tells how many characters are left once there are few. */
  function count() {
    const most = element.max_length;
    if (!most) return;
    const left = most - input.value.length;
    counter.hidden = left > Math.max(CLOSE, most * NEAR);
    counter.textContent = String(left);
    counter.toggleAttribute("data-over", left < 0);
  }

  function press(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !place.onEnter) return;
    if (several) return;
    event.preventDefault();
    event.stopPropagation();
    place.onEnter();
  }

  const node = el(
    "div",
    { class: "typing", data: { several: several ? "" : null } },
    input,
    counter,
  );
  return {
    node,
    input,
    get value() {
      return input.value;
    },
  };
}
