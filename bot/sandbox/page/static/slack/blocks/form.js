/**
 * What is in the fields of some blocks, and what is wrong with it.
 */

import { postedValue, standingValue, valueElements } from "./states.js";

/** What is in the fields of some blocks. */
export class Form {
  #surface;
  #onChange;
  #drawAgain;
  #typed = new Map();
  #fields = new Map();

  /**
   * @param {import("./surface.js").Surface} surface
   * @param {() => void} onChange told when something is typed or chosen.
   * @param {(block: object) => void} drawAgain draws a block anew.
   */
  constructor(surface, onChange, drawAgain) {
    this.#surface = surface;
    this.#onChange = onChange;
    this.#drawAgain = drawAgain;
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

  /** Puts back what stood in an element before. */
  putBack(block, element, value) {
    this.changed(block, element, value);
    this.#drawAgain(block);
  }

  /** Forgets the fields of blocks that are gone. */
  forgetAllBut(blocks) {
    const places = new Set(
      blocks.flatMap((block) => valueElements(block).map((element) => placeOf(block, element))),
    );
    for (const place of this.#fields.keys()) if (!places.has(place)) this.#fields.delete(place);
  }

  /** What was typed or chosen, as `/sandbox/submit` takes it. */
  values() {
    const values = {};
    for (const [place, { block, element }] of this.#fields) {
      const typed = this.#typed.get(place);
      if (typed?.type !== element.type || valueElements(block).length !== 1) continue;
      values[block.block_id] = postedValue(element, typed.value);
    }
    return values;
  }

  /** Shows sentences at fields, and puts the focus to the first. @returns {string[]} those without a field. */
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

  /** Puts the focus into the field that asks for it, or into the first. @returns {boolean} */
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
