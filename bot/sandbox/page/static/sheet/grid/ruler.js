/**
 * Widths of letters in the sheet's font, measured once each.
 */

const BOLD = 1.07;

/** Measures text without laying it out. */
export class Ruler {
  #widths = new Map();
  #context = document.createElement("canvas").getContext("2d");

  /** @param {string} font as in CSS. */
  constructor(font) {
    this.#context.font = font;
  }

  /** How wide one character is, in pixels. */
  of = (character) => {
    let width = this.#widths.get(character);
    if (width === undefined) {
      width = this.#context.measureText(character).width;
      this.#widths.set(character, width);
    }
    return width;
  };

  /** How wide the widest line of a text is, counted up to `most`. */
  text(text, { bold = false, most = Infinity } = {}) {
    const factor = bold ? BOLD : 1;
    let widest = 0;
    let width = 0;
    for (const character of text) {
      if (character === "\n") width = 0;
      else width += this.of(character) * factor;
      if (width > widest) widest = width;
      if (widest > most) return widest;
    }
    return widest;
  }
}
