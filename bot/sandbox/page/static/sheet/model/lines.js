/**
 * How many lines a text takes up, without drawing it.
 */

/**
 * Counts the lines of a text in a column.
 *
 * @param {string} text
 * @param {number} width of the column, in the unit of `widthOf`; Infinity for text that only breaks
 *   where somebody has broken it.
 * @param {(character: string) => number} widthOf
 * @param {number} most where counting ends: what is taller is cut off anyway.
 */
export function countLines(text, width, widthOf, most) {
  let lines = 1;
  let used = 0;
  let word = 0;
  for (const character of text) {
    if (lines >= most) return most;
    if (character === "\n") {
      lines += 1;
      used = 0;
      word = 0;
      continue;
    }
    const wide = widthOf(character);
    used += wide;
    word = character === " " || character === "-" ? 0 : word + wide;
    // Blanks may hang over the edge; a word goes to the next line, or is broken if it is too long.
    if (used <= width || character === " ") continue;
    lines += 1;
    if (word >= used || word > width) {
      used = wide;
      word = wide;
    } else {
      used = word;
    }
  }
  return Math.min(lines, most);
}
