/**
 * The blocks of one message, modal or home, and what is in their fields.
 */

import { el } from "../../element.js";
import { arrange } from "../arrange.js";
import { drawBlock } from "./block.js";
import { Form } from "./form.js";

/**
 * Draws blocks, and changes what has changed of them: what somebody has typed stays, and the focus
 * where it is, as long as the block and the element keep their ids.
 */
export class BlockList {
  /** Holds the blocks. */
  element = el("div", { class: "blocks" });

  #surface;
  #drawn = new Map();
  #form;

  /**
   * @param {import("./surface.js").Surface} surface
   * @param {{onChange?: () => void}} [how] told when something is typed or chosen.
   */
  constructor(surface, { onChange = () => {} } = {}) {
    this.#surface = surface;
    this.#form = new Form(surface, onChange, (block) => this.#again(block));
  }

  /** Shows these blocks. */
  update(blocks) {
    const focus = focusIn(this.element);
    const next = new Map();
    for (const [index, block] of blocks.entries()) {
      const key = block.block_id ?? `#${index}`;
      const said = JSON.stringify(block);
      const before = this.#drawn.get(key);
      next.set(key, before?.said === said ? before : { said, block, node: this.#draw(block) });
    }
    this.#form.forgetAllBut(blocks);
    this.#drawn = next;
    arrange(
      this.element,
      [...next.values()].map(({ node }) => node),
    );
    restore(this.element, focus);
  }

  #draw(block) {
    const node = drawBlock(block, this.#surface, this.#form);
    node.dataset.block = block.block_id ?? "";
    return node;
  }

  /** Draws everything anew, where the same is to look different: names, dates. */
  redraw() {
    const blocks = [...this.#drawn.values()].map(({ block }) => block);
    this.#drawn = new Map();
    this.update(blocks);
  }

  /** Draws one block anew. */
  #again(block) {
    const drawn = [...this.#drawn.values()];
    const known = drawn.find((one) => one.block === block);
    if (!known) return;
    known.said = "";
    this.update(drawn.map((one) => one.block));
  }

  /** What was typed or chosen, as `/sandbox/submit` takes it. */
  values() {
    return this.#form.values();
  }

  /** Shows sentences at fields, and puts the focus to the first. @returns {string[]} those without a field. */
  complain(errors) {
    return this.#form.complain(errors);
  }

  /** Puts the focus into the field that asks for it, or into the first. @returns {boolean} */
  focusFirst() {
    return this.#form.focusFirst();
  }
}

/** What has the focus among some blocks, so that it can be found again. */
function focusIn(element) {
  const active = document.activeElement;
  if (!active || !element.contains(active)) return null;
  const block = active.closest("[data-block]");
  return {
    active,
    block: block?.dataset.block,
    place: [...element.children].indexOf(block),
    among: block ? typable(block).indexOf(active) : -1,
    pressed: nameOf(active),
    start: active.selectionStart,
    end: active.selectionEnd,
  };
}

/** Puts the focus to the same field or button; never to another, which Enter would then press. */
function restore(element, focus) {
  if (!focus || focus.active.isConnected) return;
  const block = [...element.children].find((one) => one.dataset.block === focus.block);
  const field = block && typable(block)[focus.among];
  const pressed = [...element.querySelectorAll("[data-action]")];
  const next =
    field ?? pressed.find((one) => nameOf(one) === focus.pressed) ?? element.children[focus.place];
  if (!next) return;
  if (next.parentElement === element) next.tabIndex = -1;
  next.focus({ preventScroll: next.parentElement === element });
  if (field?.setSelectionRange && typeof focus.start === "number") {
    field.setSelectionRange(focus.start, focus.end);
  }
}

function typable(node) {
  return [...node.querySelectorAll("input, textarea, [contenteditable='true']")];
}

function nameOf({ dataset, textContent }) {
  return dataset.action === undefined
    ? ""
    : `${dataset.action} ${dataset.value ?? ""} ${textContent}`;
}
