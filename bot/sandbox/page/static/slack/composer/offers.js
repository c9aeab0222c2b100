/**
 * The list above the message box: what may be meant by what is typed.
 */

import { avatar } from "../../avatar.js";
import { el, replace } from "../../element.js";
import { placeFloating } from "../float.js";

let count = 0;

/** @param {{anchor: HTMLElement, input: HTMLElement, take: (offer: object) => void}} how */
export function offersList({ anchor, input, take }) {
  count += 1;
  const id = `offers-${count}`;
  const element = el("div", {
    class: "offers floating",
    id,
    role: "listbox",
    popover: "manual",
    aria: { label: "Suggestions" },
    on: { mousedown: (event) => event.preventDefault() },
  });
  let offers = [];
  let at = 0;
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", id);

  function show(next, heading) {
    offers = next;
    at = 0;
    if (offers.length === 0) {
      close();
      return;
    }
    replace(
      element,
      heading && el("div", { class: "offers-heading", role: "presentation" }, heading),
      offers.map(drawOne),
    );
    if (!isOpen()) element.showPopover();
    placeFloating(element, anchor, { above: true, wide: true });
    point(0);
  }

  function drawOne({ label, detail, hint, person, glyph }, index) {
    return el(
      "div",
      {
        class: "offer",
        id: `${id}-${index}`,
        role: "option",
        on: { click: () => take(offers[index]), pointermove: () => at !== index && point(index) },
      },
      person && avatar(person),
      glyph && el("span", { class: "emoji" }, glyph),
      el("span", { class: "offer-label" }, label),
      hint && el("span", { class: "offer-hint" }, hint),
      detail && el("span", { class: "offer-detail" }, detail),
    );
  }

  function point(index) {
    at = (index + offers.length) % offers.length;
    const nodes = element.querySelectorAll("[role=option]");
    for (const [place, node] of nodes.entries())
      node.setAttribute("aria-selected", String(place === at));
    nodes[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", nodes[at].id);
  }

  function isOpen() {
    return element.matches(":popover-open");
  }

  function close() {
    if (isOpen()) element.hidePopover();
    input.removeAttribute("aria-activedescendant");
  }

  return {
    element,
    show,
    close,
    isOpen,
    move: (step) => point(at + step),
    takeCurrent: () => take(offers[at]),
    current: () => offers[at],
  };
}
