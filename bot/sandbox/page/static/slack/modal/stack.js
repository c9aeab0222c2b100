/**
 * The modals that stand open, each over the one before: only the topmost is seen.
 */

import { Modal } from "./modal.js";

/** A person's modals. */
export class ModalStack {
  #parts;
  #open = new Map();
  #order = [];

  /** @param {{reader: object, acting: object, layers: import("../layers.js").Layers, app: () => object, conversation: () => string|null}} parts */
  constructor(parts) {
    this.#parts = {
      ...parts,
      isOnTop: (modal) => this.#open.get(this.#order.at(-1))?.modal === modal,
    };
  }

  /** Shows these views, the lowest first. */
  update(views) {
    const ids = views.map((view) => view.id);
    const before = this.#order.at(-1);
    this.#order = ids;
    for (const [id, { modal, close }] of [...this.#open].reverse()) {
      if (ids.includes(id)) continue;
      modal.end();
      this.#open.delete(id);
      close();
    }
    for (const view of views) {
      const known = this.#open.get(view.id);
      if (known) known.modal.update(view);
      else this.#add(view);
    }
    for (const [id, { modal }] of this.#open)
      modal.element.toggleAttribute("data-covered", id !== ids.at(-1));
    const top = this.#open.get(ids.at(-1));
    if (top && ids.at(-1) !== before && !top.modal.element.contains(document.activeElement))
      top.modal.focus();
  }

  #add(view) {
    const modal = new Modal(view, this.#parts);
    const close = this.#parts.layers.open(modal.element);
    this.#open.set(view.id, { modal, close });
    modal.focus();
  }

  /** Draws everything anew: names or dates are to look different. */
  redraw() {
    for (const { modal } of this.#open.values()) modal.redraw();
  }
}
