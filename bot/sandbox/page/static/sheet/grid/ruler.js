/**
 * Widths of letters in the sheet's font, measured once each.
 */

const BOLD = 1.07;
/** Characters below are looked up without a map: nearly all there are. */
const USUAL = 0x250;

/** Measures text without laying it out. */
export class Ruler {
  #usual = new Float64Array(USUAL);
  #widths = new Map();
  #context = document.createElement("canvas").getContext("2d");

  /** @param {string} font as in CSS. */
  constructor(font) {
    this.#context.font = font;
  }

  /** How wide one character is, in pixels. */
  of = (character) => {
    const code = character.charCodeAt(0);
    if (code < USUAL) {
      if (this.#usual[code] === 0) this.#usual[code] = this.#context.measureText(character).width;
      return this.#usual[code];
    }
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
