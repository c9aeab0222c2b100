/**
 * The small bar at a message that is pointed at or has the focus: react, reply, and more.
 */

import { say } from "../../bar/toasts.js";
import { el } from "../../element.js";
import { ask } from "../confirm.js";
import { drawIcon } from "../icons.js";
import { openMenu } from "../menu.js";
import { emojiNamed } from "../text/emoji.js";
import { pickEmoji } from "./emoji_picker.js";
import { react } from "./reactions.js";

const QUICK = ["white_check_mark", "eyes", "raised_hands"];
const DELETE = {
  title: { type: "plain_text", text: "Delete message" },
  text: {
    type: "plain_text",
    text: "Are you sure you want to delete this message? This cannot be undone.",
  },
  confirm: { type: "plain_text", text: "Delete" },
  deny: { type: "plain_text", text: "Cancel" },
  style: "danger",
};

/** Returns the bar for a message, or null where nothing can be done with it. */
export function messageBar(row, talk) {
  const { message } = row;
  if (message.subtype === "tombstone" || message.ephemeral) return null;
  const items = menuItems(row, talk);
  const quick = QUICK.map((name) => {
    const isMine = (message.reactions[name] ?? []).includes(talk.reader.me);
    return button(`React with :${name}:`, emojiNamed(name), () =>
      react(talk, message, name, isMine),
    );
  });
  const other = button("Add reaction…", drawIcon("react"), () =>
    pickEmoji(other, (name) => react(talk, message, name)),
  );
  const reply =
    !talk.isThread &&
    button("Reply in thread", drawIcon("reply"), () =>
      talk.openThread(message.thread_ts ?? message.ts),
    );
  const more =
    items.length > 0 &&
    button("More actions", drawIcon("more"), () =>
      openMenu(more, "More actions", menuItems(row, talk), { align: "end" }),
    );
  if (more) more.setAttribute("aria-haspopup", "menu");
  return el(
    "div",
    {
      class: "message-bar",
      role: "toolbar",
      aria: { label: "Message actions" },
      on: { keydown: move },
    },
    quick,
    other,
    reply,
    more,
  );
}

function button(label, content, act) {
  return el(
    "button",
    { class: "message-tool", type: "button", title: label, aria: { label }, on: { click: act } },
    content,
  );
}

function menuItems(row, talk) {
  const { message } = row;
  const isMine = message.user === talk.reader.me;
  const own = isMine
    ? [
        { label: "Edit message", act: () => talk.edit(row) },
        { label: "Delete message…", danger: true, act: () => remove(message, talk) },
      ]
    : [];
  const shortcuts = talk.app().shortcuts.filter((one) => one.type === "message");
  const apps = shortcuts.map((one) => ({
    label: one.name,
    detail: talk.app().name,
    act: () => take(one, message, talk),
  }));
  const line = own.length > 0 && apps.length > 0 ? ["line"] : [];
  return [...own, ...line, ...(apps.length > 0 ? [{ heading: "Apps" }] : []), ...apps];
}

async function take({ callback_id: callback }, { channel, ts }, { acting }) {
  try {
    const { trouble } = await acting.post("shortcut", { callback_id: callback, channel, ts });
    if (trouble) say(trouble, { tone: "bad" });
    else acting.did("shortcut", { callback_id: callback });
  } catch (trouble) {
    say(trouble.message, { tone: "bad" });
  }
}

async function remove({ channel, ts }, { acting, layers, reader }) {
  if (!(await ask(layers, reader, DELETE))) return;
  try {
    await acting.post("delete", { channel, ts });
  } catch (trouble) {
    say(trouble.message, { tone: "bad" });
  }
}

function move(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step || event.target.closest(".floating")) return;
  event.preventDefault();
  event.stopPropagation();
  const all = [...event.currentTarget.querySelectorAll(":scope > button")];
  all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
}
