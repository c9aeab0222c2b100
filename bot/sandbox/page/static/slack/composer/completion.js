/**
 * What somebody is about to type at the message box, and what may be meant.
 */

import { bestMatches, hasWords } from "../matching.js";
import { EMOJI } from "../text/emoji.js";

const KINDS = [
  ["person", /(?:^|[\s(])@([\p{L}\p{N}._-]*)$/u],
  ["channel", /(?:^|[\s(])#([\p{L}\p{N}_-]*)$/u],
  ["emoji", /(?:^|[\s(]):([a-z0-9_+-]{2,})$/u],
];
const EVERYBODY = [
  { name: "here", detail: "Notify every active member of this channel" },
  { name: "channel", detail: "Notify everyone in this channel" },
];
const MOST = 10;

/**
 * Returns what is being typed at the caret: `{kind, from, to, typed}` with kind "command",
 * "person", "channel" or "emoji"; null where it is just text.
 */
export function tokenAt(text, caret) {
  const before = text.slice(0, caret);
  const command = /^\/(\S*)$/u.exec(before);
  if (command) {
    const end = /^\S*/u.exec(text.slice(caret))[0].length;
    return { kind: "command", from: 0, to: caret + end, typed: command[1] };
  }
  for (const [kind, pattern] of KINDS) {
    const found = pattern.exec(before);
    if (found) return { kind, from: caret - found[1].length - 1, to: caret, typed: found[1] };
  }
  return null;
}

/** Returns the command that a text begins with and its arguments follow, or null. */
export function commandIn(text, commands) {
  const word = /^(\/\S+)\s/u.exec(text)?.[1];
  return commands.find(({ command }) => command === word) ?? null;
}

/**
 * Returns what may be meant by a token, best first: `{label, detail, hint?, insert, picture?}`,
 * where `insert` is what comes to stand in its place.
 *
 * @param {{commands: object[], people: object[], channels: object[]}} known
 */
export function offersFor({ kind, typed }, { commands, people, channels }) {
  switch (kind) {
    case "command":
      return commandsFor(typed, commands).map((one) => ({
        label: one.command,
        hint: one.usage_hint,
        detail: one.description,
        insert: `${one.command} `,
      }));
    case "person": {
      const persons = bestMatches(people, typed, (one) => [one.name, one.handle], MOST).map(
        (one) => ({
          label: one.name,
          detail: one.handle,
          insert: `@${one.name} `,
          person: one,
        }),
      );
      const groups = bestMatches(EVERYBODY, typed, (one) => one.name).map((one) => ({
        label: `@${one.name}`,
        detail: one.detail,
        insert: `@${one.name} `,
      }));
      return typed ? [...persons, ...groups].slice(0, MOST) : [...persons, ...groups];
    }
    case "channel":
      return bestMatches(channels, typed, (one) => one.name, MOST).map((one) => ({
        label: `#${one.name}`,
        detail: one.topic ?? "",
        insert: `#${one.name} `,
      }));
    default:
      return bestMatches(EMOJI, typed, ([name]) => name, MOST).map(([name, character]) => ({
        label: `:${name}:`,
        detail: "",
        glyph: character,
        insert: `:${name}: `,
      }));
  }
}

/** By their names first; then by a word of what they do. */
function commandsFor(typed, commands) {
  const named = bestMatches(commands, typed, (one) => one.command.slice(1), MOST);
  const doing = commands.filter((one) => !named.includes(one) && hasWords(one.description, typed));
  return [...named, ...doing].slice(0, MOST);
}

/** Returns a text with an offer in the place of its token, and where the caret then stands. */
export function taken(text, { from, to }, { insert }) {
  const after = text.slice(to);
  const put = after.startsWith(" ") ? insert.trimEnd() : insert;
  const caret = from + put.length + (after.startsWith(" ") ? 1 : 0);
  return { text: text.slice(0, from) + put + after, caret };
}
