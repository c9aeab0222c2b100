/**
 * The dialog in which Slack asks once more before something happens.
 */

import { el } from "../element.js";
import { drawBlocks, drawInline } from "./text/draw.js";
import { parseMrkdwn, parsePlain } from "./text/mrkdwn.js";

let count = 0;

/**
 * Asks a person. @returns {Promise<boolean>} whether they agreed.
 *
 * @param {import("./layers.js").Layers} layers where the dialog stands.
 * @param {import("./reader.js").Reader} reader
 * @param {{title: object, text: object, confirm?: object, deny?: object, style?: string}} asked
 *   a confirmation object of Block Kit.
 */
export function ask(layers, reader, asked) {
  count += 1;
  const id = `confirm-${count}`;
  return new Promise((resolve) => {
    const answer = (agreed) => () => {
      close();
      resolve(agreed);
    };
    const style = asked.style === "danger" ? "danger" : "primary";
    const agree = button(asked.confirm?.text ?? "Yes", style, answer(true));
    const dialog = el(
      "div",
      {
        class: "dialog",
        role: "alertdialog",
        aria: { modal: "true", labelledby: id, describedby: `${id}-text` },
      },
      el("h2", { class: "dialog-title", id }, drawInline(parsePlain(asked.title.text), reader)),
      el("div", { class: "dialog-text", id: `${id}-text` }, textOf(asked.text, reader)),
      el(
        "div",
        { class: "dialog-buttons" },
        button(asked.deny?.text ?? "Cancel", "", answer(false)),
        agree,
      ),
    );
    const layer = el("div", { class: "layer dialog-layer", on: { keydown: escape } }, dialog);
    const close = layers.open(layer);
    agree.focus();

    function escape(event) {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      answer(false)();
    }
  });
}

function button(text, style, act) {
  return el(
    "button",
    { class: "slack-button", type: "button", data: { style, size: "medium" }, on: { click: act } },
    text,
  );
}

function textOf(text, reader) {
  return text.type === "mrkdwn"
    ? drawBlocks(parseMrkdwn(text.text), reader)
    : drawInline(parsePlain(text.text), reader);
}
