/**
 * What stands over the pane: modals, and dialogs over them. What is below cannot be reached, and
 * Tab stays in the topmost; F6 still leads to the other parts of the page.
 */

import { el } from "../element.js";

const FOCUSABLE =
  "a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex='-1']), [contenteditable='true']";

/** The layers over one element. */
export class Layers {
  /** Holds the layers; belongs into the pane, over what it covers. */
  element = el("div", { class: "layers", hidden: true });

  #below;
  #open = [];

  /** @param {HTMLElement} below what the layers stand over. */
  constructor(below) {
    this.#below = below;
  }

  /** How many layers there are. */
  get count() {
    return this.#open.length;
  }

  /**
   * Puts a layer on top. @returns {() => void} takes it away; the focus goes back to where it was.
   */
  open(node) {
    // What was pressed may be gone by then, such as the button of a card that has moved on.
    const from = document.activeElement;
    const layer = { node, before: [from, from?.closest(".message")] };
    node.addEventListener("keydown", keepInside);
    this.#open.push(layer);
    this.element.append(node);
    this.#arrange();
    return () => this.#close(layer);
  }

  #close(layer) {
    if (!this.#open.includes(layer)) return;
    const hadFocus =
      layer.node.contains(document.activeElement) || document.activeElement === document.body;
    this.#open = this.#open.filter((one) => one !== layer);
    layer.node.remove();
    this.#arrange();
    if (hadFocus) this.#focusAfter(layer);
  }

  /** Where what had the focus is gone, it goes to where one would go on. */
  #focusAfter({ before }) {
    const top = this.#open.at(-1)?.node;
    before.find((one) => one?.isConnected && canTake(one))?.focus();
    if (top && !top.contains(document.activeElement)) first(top)?.focus();
    else if (!top && document.activeElement === document.body) {
      [...this.#below.querySelectorAll("[data-resting-place]")].find(canTake)?.focus();
    }
  }

  #arrange() {
    const nodes = this.#open.map(({ node }) => node);
    this.element.hidden = nodes.length === 0;
    this.#below.inert = nodes.length > 0;
    for (const node of nodes) node.inert = node !== nodes.at(-1);
  }
}

function first(node) {
  return [...node.querySelectorAll(FOCUSABLE)].find(canTake);
}

function canTake(node) {
  return !node.closest("[inert]") && node.checkVisibility();
}

function keepInside(event) {
  if (event.key !== "Tab" || event.defaultPrevented) return;
  const all = [...event.currentTarget.querySelectorAll(FOCUSABLE)].filter(
    (one) => one.tabIndex >= 0 && one.checkVisibility(),
  );
  const [from, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
  const isAtEdge =
    document.activeElement === from || !event.currentTarget.contains(document.activeElement);
  if (!isAtEdge || !to) return;
  event.preventDefault();
  to.focus();
}
