/**
 * The emoji under a message.
 */

import { say } from "../../bar/toasts.js";
import { el } from "../../element.js";
import { drawIcon } from "../icons.js";
import { emojiNamed } from "../text/emoji.js";
import { pickEmoji } from "./emoji_picker.js";

/** Draws a message's reactions, and the button for one more; nothing where there are none. */
export function drawReactions(message, talk) {
  const given = Object.entries(message.reactions ?? {}).filter(([, users]) => users.length > 0);
  if (given.length === 0) return null;
  const more = el(
    "button",
    {
      class: "reaction",
      type: "button",
      aria: { label: "Add reaction…" },
      on: { click: () => pickEmoji(more, (name) => react(talk, message, name)) },
    },
    drawIcon("react"),
  );
  return el(
    "div",
    { class: "reactions" },
    given.map(([name, users]) => drawReaction(name, users, message, talk)),
    more,
  );
}

function drawReaction(name, users, message, talk) {
  const { reader } = talk;
  const isMine = users.includes(reader.me);
  const names = users.map((id) => (id === reader.me ? "you" : reader.person(id).name));
  const who = names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0];
  const label = `${who.slice(0, 1).toUpperCase()}${who.slice(1)} reacted with :${name}:`;
  return el(
    "button",
    {
      class: "reaction",
      type: "button",
      title: label,
      data: { action: `reaction ${name}` },
      aria: { pressed: String(isMine), label: `:${name}: ${users.length}. ${label}` },
      on: { click: () => react(talk, message, name, isMine) },
    },
    el("span", { class: "emoji" }, emojiNamed(name) || `:${name}:`),
    el("span", { class: "reaction-count" }, String(users.length)),
  );
}

/** Puts a reaction under a message, or takes one's own away. */
export async function react({ acting }, { channel, ts }, name, isMine = false) {
  try {
    await acting.post(isMine ? "unreact" : "react", { channel, ts, name });
  } catch (trouble) {
    say(trouble.message, { tone: "bad" });
  }
}
