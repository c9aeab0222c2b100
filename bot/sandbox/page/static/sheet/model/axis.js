/**
 * Rows or columns as lengths along one direction: where each begins, and which is at a place.
 */

/** The lengths of one direction. What is hidden has the length 0. */
export class Axis {
  #starts = new Float64Array(1);

  /** @param {number[]} sizes in pixels, 0 for what is hidden. */
  constructor(sizes = []) {
    this.reset(sizes);
  }

  /** Takes other sizes. */
  reset(sizes) {
    const starts = new Float64Array(sizes.length + 1);
    for (let index = 0; index < sizes.length; index += 1) {
      starts[index + 1] = starts[index] + sizes[index];
    }
    this.#starts = starts;
  }

  /** How many there are. */
  get count() {
    return this.#starts.length - 1;
  }

  /** All of them together, in pixels. */
  get total() {
    return this.#starts[this.count];
  }

  /** Where one begins; for the count itself, where the last ends. */
  start(index) {
    return this.#starts[Math.max(0, Math.min(index, this.count))];
  }

  /** How long one is, or a half-open span of them. */
  size(index, end = index + 1) {
    return this.start(end) - this.start(index);
  }

  /** Whether it takes no room. */
  isHidden(index) {
    return this.size(index) === 0;
  }

  /** The one that is at a place in pixels; the first or last where the place is outside. */
  at(place) {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle + 1] > place) high = middle;
      else low = middle + 1;
    }
    // Beyond the end the search stops at the last one, which may be hidden.
    return this.isHidden(low) ? (this.seen(low, -1) ?? low) : low;
  }

  /** The first that is not hidden from `index` on in a direction, itself included; null if none. */
  seen(index, step) {
    for (let here = index; here >= 0 && here < this.count; here += step) {
      if (!this.isHidden(here)) return here;
    }
    return null;
  }

  /** The one `steps` seen ones further (back if negative), or as far as there are any. */
  further(index, steps) {
    const step = Math.sign(steps);
    let here = index;
    for (let left = Math.abs(steps); left > 0; left -= 1) {
      const next = this.seen(here + step, step);
      if (next === null) break;
      here = next;
    }
    return here;
  }
}
