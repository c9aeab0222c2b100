/**
 * A person's picture: their initials on a colour of their own.
 */

import { el } from "./element.js";

const COLOURS = 10;

/**
 * Draws a person's picture; their name makes its colour. It says nothing to a screen reader: the
 * name stands beside it.
 *
 * @param {{id: string, name: string, is_bot?: boolean}} person
 * @returns {HTMLElement}
 */
export function avatar(person) {
  const kind = person.is_bot ? "bot" : String(colour(person.name));
  return el(
    "span",
    { class: "avatar", data: { colour: kind }, aria: { hidden: "true" } },
    initials(person.name),
  );
}

/** Returns the one or two letters that stand for a name. */
export function initials(name) {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...word][0].toUpperCase()).join("") || "?";
}

function colour(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 29 + letter.codePointAt(0)) % 509;
  return sum % COLOURS;
}
