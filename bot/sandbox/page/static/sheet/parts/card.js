/**
 * The card beside a cell that is pointed at: where its links lead, its note, and what is odd in it.
 */

import { el, replace } from "../../element.js";
import { followable } from "../../slack/text/links.js";
import { linking } from "../doing/cells.js";
import { isEmpty, link, links, parts, shown } from "../model/cell.js";
import { listed } from "../model/rule.js";
import { icon } from "../icons.js";
import { place } from "./menu.js";

const AFTER_MS = 350;
const LINGERS_MS = 250;

/**
 * Begins to watch the pointer.
 *
 * @param {{hands: object, editLink: () => void}} parts
 * @returns {{close: () => void}}
 */
export function cards({ hands, editLink }) {
  const { scroller } = hands.grid;
  const card = el("div", {
    class: "sheet-card",
    popover: "manual",
    role: "dialog",
    aria: { label: "About this cell" },
  });
  let over = null;
  let timer = 0;

  scroller.addEventListener("pointerover", (event) => {
    const cell = event.target.closest(".cell");
    if (cell === over) return;
    over = cell;
    clearTimeout(timer);
    timer = setTimeout(cell ? () => open(cell) : close, cell ? AFTER_MS : LINGERS_MS);
  });
  scroller.addEventListener("pointerleave", () => leave());
  scroller.addEventListener("pointerdown", () => close());
  scroller.addEventListener("click", (event) => {
    const cell = event.target.closest(".cell");
    if (cell) timer = setTimeout(() => open(cell), AFTER_MS);
  });
  scroller.addEventListener("keydown", () => close());
  scroller.addEventListener("scroll", () => close(), { passive: true });
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", () => leave());

  function leave() {
    over = null;
    clearTimeout(timer);
    timer = setTimeout(close, LINGERS_MS);
  }

  function close() {
    clearTimeout(timer);
    over = null;
    card.remove();
  }

  function open(element) {
    const row = Number(element.dataset.row);
    const column = Number(element.dataset.column);
    if (!hands.tab || hands.editor.isOpen || !element.isConnected) return;
    const cell = hands.tab.cell(row, column);
    const content = [
      ...(cell.note ? [el("p", { class: "card-note" }, cell.note)] : []),
      ...oddities(cell),
      ...links(cell).map((address) => drawn(cell, address, { row, column })),
    ];
    if (content.length === 0) {
      card.remove();
      return;
    }
    replace(card, content);
    document.body.append(card);
    card.showPopover();
    place(card, element);
  }

  function drawn(cell, address, at) {
    const href = followable(address);
    const whole = link(cell) === address;
    const text = whole ? null : parts(cell).find((part) => part.link === address)?.text;
    return el(
      "div",
      { class: "card-link" },
      icon("link"),
      el(
        "span",
        { class: "card-where" },
        text && el("span", { class: "card-text" }, text.trim().slice(0, 60)),
        href
          ? el(
              "a",
              { href, target: "_blank", rel: "noopener noreferrer", title: href },
              shortened(href),
            )
          : el(
              "span",
              { title: "Only addresses of web pages and of mail can be opened." },
              `${address} (cannot be opened)`,
            ),
      ),
      button("Copy link", "copy", () =>
        navigator.clipboard
          ?.writeText(address)
          .catch(() => hands.trouble("Your browser did not let the link be copied.")),
      ),
      button("Edit link", "edit", () => {
        hands.goTo(at);
        editLink();
      }),
      whole &&
        button("Remove link", "unlink", () =>
          hands.run(linking(at, shown(cell), ""), { tells: true }),
        ),
    );
  }

  function button(name, picture, act) {
    const on = {
      click: () => {
        close();
        hands.grid.focus();
        act();
      },
    };
    return el(
      "button",
      { class: "card-button", type: "button", title: name, aria: { label: name }, on },
      icon(picture),
    );
  }

  return { close };
}

function oddities(cell) {
  const choices = listed(cell.dataValidation);
  if (!choices || isEmpty(cell) || choices.includes(shown(cell))) return [];
  return [
    el(
      "p",
      { class: "card-odd" },
      el("strong", {}, "Invalid: "),
      "this is not one of the choices of its dropdown.",
    ),
  ];
}

function shortened(address) {
  const plain = address.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
}
