/**
 * Puts what floats above the page, such as a menu or a list of choices, beside what it belongs to.
 */

const EDGE = 8;
const GAP = 4;

/**
 * Places a shown popover below its anchor, or above it where there is more room.
 *
 * @param {HTMLElement} floating
 * @param {Element} anchor
 * @param {{align?: "start"|"end", above?: boolean, wide?: boolean}} [how] `wide` makes it at least
 *   as wide as the anchor, `above` prefers the place above.
 */
export function placeFloating(
  floating,
  anchor,
  { align = "start", above = false, wide = false } = {},
) {
  const at = anchor.getBoundingClientRect();
  if (wide) floating.style.minWidth = `${at.width}px`;
  floating.style.maxHeight = "";
  const { offsetWidth: width, offsetHeight: height } = floating;
  const roomAbove = at.top - GAP - EDGE;
  const roomBelow = window.innerHeight - at.bottom - GAP - EDGE;
  const goesUp = above
    ? roomAbove >= height || roomAbove > roomBelow
    : roomBelow < height && roomAbove > roomBelow;
  const tall = Math.min(height, goesUp ? roomAbove : roomBelow);
  const wanted = align === "end" ? at.right - width : at.left;
  const left = Math.max(EDGE, Math.min(wanted, window.innerWidth - width - EDGE));
  floating.style.left = `${left}px`;
  floating.style.top = `${goesUp ? at.top - GAP - tall : at.bottom + GAP}px`;
  floating.style.maxHeight = `${Math.max(tall, 96)}px`;
}
