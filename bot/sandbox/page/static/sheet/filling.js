/**
 * What is pasted into what is selected, and what is repeated all over it.
 */

import { filling, pasting, repeating } from "./doing/cells.js";
import { copying, moving, placing } from "./doing/pasting.js";
import { at, height, width } from "./model/range.js";
import { held, refusal } from "./model/rule.js";

/** Pastes and repeats cells for the hands. */
export class Filling {
  #hands;

  /** @param {import("./hands.js").Hands} hands */
  constructor(hands) {
    this.#hands = hands;
  }

  /** Pastes texts of another program. */
  texts(rows) {
    const { top, left } = this.#hands.range;
    const target = this.#hands.range;
    const [high, wide] = [rows.length, Math.max(...rows.map((line) => line.length))];
    // One value over several cells fills all of them; so does a block over a multiple of it.
    const down = height(target) % high === 0 ? height(target) / high : 1;
    const across = width(target) % wide === 0 ? width(target) / wide : 1;
    const texts = repeated(rows, high * down, wide * across, wide);
    const refused = this.#forbidden(top, left, texts);
    if (refused) this.#hands.trouble(refused);
    else this.#hands.run(pasting({ row: top, column: left }, texts), { tells: true });
  }

  #forbidden(top, left, texts) {
    for (const [down, line] of texts.entries()) {
      for (const [across, text] of line.entries()) {
        const place = { row: top + down, column: left + across };
        const rule = this.#hands.tab.cell(place.row, place.column).dataValidation;
        const choices = rule?.strict ? this.#hands.choices(rule) : null;
        if (choices && !held(choices, text ?? "").fits)
          return `Nothing was pasted. ${refusal(rule, choices, place)}`;
      }
    }
    return "";
  }

  /** Pastes cells that were copied here. */
  copied({ tab, ranges }, kind) {
    this.#hands.run(copying({ tab, ranges }, this.#hands.range, kind), { tells: true });
  }

  /** Moves cells that were cut here. */
  cut({ tab, range, cells }) {
    this.#hands.run(moving({ tab, range, cells }, this.#hands.range), { tells: true });
  }

  /** Pastes cells whose place is not there any more. */
  cells(cells) {
    this.#hands.run(placing(cells, this.#hands.range), { tells: true });
  }

  /** Repeats cells over those that were dragged over. */
  over(from, target) {
    const rest = { ...target };
    if (target.bottom > from.bottom) rest.top = from.bottom;
    else if (target.top < from.top) rest.bottom = from.top;
    else if (target.right > from.right) rest.left = from.right;
    else rest.right = from.left;
    this.#hands.run(repeating(from, rest, target), { tells: true });
  }

  /** Repeats the first row of what is selected in all of it. */
  down() {
    this.#hands.run(filling(this.#hands.range, "down"), { tells: true });
  }

  /** Fills all of what is selected with the active cell. */
  range() {
    const { row, column } = this.#hands.selection.active;
    this.#hands.run(repeating(at(row, column), this.#hands.range, this.#hands.range), {
      tells: true,
    });
  }
}

function repeated(rows, high, wide, own) {
  return Array.from({ length: high }, (_, row) => {
    const line = rows[row % rows.length];
    return Array.from({ length: wide }, (_, column) => line[column % own] ?? "");
  });
}
