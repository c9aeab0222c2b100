/**
 * The row of buttons in a message box.
 */

import { el } from "../../element.js";
import { drawIcon } from "../icons.js";
import { openMenu } from "../menu.js";
import { pickEmoji } from "../messages/emoji_picker.js";

const NO_SHORTCUTS = { label: "The app has no global shortcuts.", act: () => {} };

/**
 * Draws the buttons of a box for new messages.
 *
 * @param {{
 *   send: HTMLButtonElement, insert: (text: string) => void, begin: (sign: string) => void,
 *   hasCommands: boolean, shortcuts?: () => object[],
 * }} how `begin` puts in what a mention or a command begins with.
 */
export function drawBar({ send, insert, begin, hasCommands, shortcuts }) {
  const more = drawTool("Shortcuts and more", "plus", () => {
    const all = shortcuts();
    const items = [{ heading: "Shortcuts" }, ...(all.length > 0 ? all : [NO_SHORTCUTS])];
    openMenu(more, "Shortcuts", items, { above: true });
  });
  more.setAttribute("aria-haspopup", "menu");
  const emoji = drawTool("Emoji", "react", () => pickEmoji(emoji, (name) => insert(`:${name}: `)));
  return el(
    "div",
    { class: "composer-bar" },
    shortcuts && more,
    emoji,
    drawTool("Mention someone", "mention", () => begin("@")),
    hasCommands && drawTool("Run a command", "slash", () => begin("/")),
    el("span", { class: "composer-space" }),
    send,
  );
}

/** Draws the buttons of a box in which a message is changed: `save` and `cancel` are called. */
export function drawEditBar({ save, cancel }) {
  const button = (text, style, act) =>
    el(
      "button",
      { class: "slack-button", type: "button", data: { style, size: "small" }, on: { click: act } },
      text,
    );
  return el(
    "div",
    { class: "composer-bar" },
    el("span", { class: "composer-space" }),
    button("Cancel", "", cancel),
    button("Save", "primary", save),
  );
}

/** Draws a button that is an icon. */
export function drawTool(label, icon, act, kind = "") {
  return el(
    "button",
    {
      class: `composer-tool ${kind}`,
      type: "button",
      title: label,
      aria: { label },
      on: { click: act },
    },
    drawIcon(icon),
  );
}
