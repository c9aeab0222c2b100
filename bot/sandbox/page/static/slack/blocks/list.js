/**
 * The blocks of one message, modal or home, and what is in their fields.
 */

import { el } from "../../element.js";
import { arrange } from "../arrange.js";
import { drawBlock } from "./block.js";
import { postedValue, standingValue, valueElements } from "./states.js";

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
    this.#form = new Form(surface, onChange);
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

/** What is in the fields of some blocks. */
export class Form {
  #surface;
  #onChange;
  #typed = new Map();
  #fields = new Map();

  constructor(surface, onChange) {
    this.#surface = surface;
    this.#onChange = onChange;
  }

  /** What stands in an element: what was typed here, else what Slack knows of. */
  value(block, element) {
    const typed = this.#typed.get(placeOf(block, element));
    if (typed?.type === element.type) return typed.value;
    return standingValue(element, this.#surface.stands(block.block_id, element.action_id));
  }

  /** Notes a field that was drawn, in the place of one of the same name. */
  keep(block, element, field, { complain }) {
    this.#fields.set(placeOf(block, element), { block, element, field, complain });
  }

  /** Notes that something was typed or chosen. */
  changed(block, element, value) {
    const place = placeOf(block, element);
    this.#typed.set(place, { type: element.type, value });
    this.#fields.get(place)?.complain?.("");
    this.#onChange();
  }

  /** Forgets the fields of blocks that are gone. */
  forgetAllBut(blocks) {
    const places = new Set(
      blocks.flatMap((block) => valueElements(block).map((element) => placeOf(block, element))),
    );
    for (const place of this.#fields.keys()) if (!places.has(place)) this.#fields.delete(place);
  }

  values() {
    const values = {};
    for (const [place, { block, element }] of this.#fields) {
      const typed = this.#typed.get(place);
      if (typed?.type !== element.type || valueElements(block).length !== 1) continue;
      values[block.block_id] = postedValue(element, typed.value);
    }
    return values;
  }

  complain(errors) {
    const wrong = [];
    const left = { ...errors };
    for (const { block, complain, field } of this.#inOrder()) {
      complain?.(errors[block.block_id] ?? "");
      if (!complain || !errors[block.block_id]) continue;
      delete left[block.block_id];
      wrong.push(field);
    }
    wrong[0]?.input.focus();
    wrong[0]?.node.closest(".block").scrollIntoView({ block: "nearest" });
    return Object.values(left);
  }

  focusFirst() {
    const all = this.#inOrder();
    const { field } = all.find(({ element }) => element.focus_on_load) ?? all[0] ?? {};
    field?.input.focus();
    return Boolean(field);
  }

  #inOrder() {
    return [...this.#fields.values()].sort((one, other) =>
      one.field.node.compareDocumentPosition(other.field.node) & Node.DOCUMENT_POSITION_FOLLOWING
        ? -1
        : 1,
    );
  }
}

function placeOf(block, element) {
  return `${block.block_id}\n${element.action_id}`;
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
