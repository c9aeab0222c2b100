/**
 * Data validation: what may be entered into a cell, and what is said of anything else.
 */

import { cellName } from "./a1.js";

const MOST_NAMED = 20;

/** Whether the cell is a checkbox. */
export function isCheckbox(cell) {
  return cell.dataValidation?.condition?.type === "BOOLEAN";
}

/** Whether the cell offers choices. */
export function isDropdown(cell) {
  const { condition, showCustomUi = true } = cell.dataValidation ?? {};
  return showCustomUi && (condition?.type === "ONE_OF_LIST" || condition?.type === "ONE_OF_RANGE");
}

/** The choices of a rule as texts; null where it has none of its own, but those of a range. */
export function listed(rule) {
  if (rule?.condition?.type !== "ONE_OF_LIST") return null;
  return (rule.condition.values ?? []).map((value) => value.userEnteredValue ?? "");
}

/** The range, as it is written, that a rule takes its choices from; null if it has none. */
export function source(rule) {
  if (rule?.condition?.type !== "ONE_OF_RANGE") return null;
  return (rule.condition.values?.[0]?.userEnteredValue ?? "").replace(/^=/, "") || null;
}

/** The choices that go with what is typed: those that begin with it, then those with it inside. */
export function matching(choices, typed) {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return choices;
  const begins = choices.filter((choice) => choice.toLowerCase().startsWith(wanted));
  const inside = choices.filter(
    (choice) => !begins.includes(choice) && choice.toLowerCase().includes(wanted),
  );
  return [...begins, ...inside];
}

/**
 * Holds a typed text against a list of choices.
 *
 * @returns {{text: string, fits: boolean}} the text in the spelling of its choice, if it is one.
 */
export function held(choices, typed) {
  const text = typed.trim();
  if (text === "") return { text: "", fits: true };
  const found =
    choices.find((choice) => choice === text) ??
    choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  return found === undefined ? { text: typed, fits: false } : { text: found, fits: true };
}

/** What Sheets says of a text that a strict rule does not let in. */
export function refusal(rule, choices, { row, column }) {
  const named =
    choices.slice(0, MOST_NAMED).join(", ") + (choices.length > MOST_NAMED ? ", …" : "");
  const help = rule.inputMessage ? ` ${rule.inputMessage}` : "";
  return (
    `The data you entered in cell ${cellName(row, column)} violates the data validation rules set on this cell. ` +
    `Please enter one of the following values: ${named}.${help}`
  );
}
