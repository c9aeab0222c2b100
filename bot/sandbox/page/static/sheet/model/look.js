/**
 * How a cell's format looks, as CSS. Colours are meant for white paper: on dark paper each takes
 * the opposite lightness, and pure black and white are the page's own.
 */

import { kind } from "./cell.js";

const POINT = 4 / 3;
const UPRIGHT = { TOP: "start", MIDDLE: "center", BOTTOM: "end" };
const ALIGNED = { LEFT: "left", CENTER: "center", RIGHT: "right" };
const ALIGNED_BY_KIND = { number: "right", boolean: "center", error: "center" };
export const FONT_SIZE = 10;

/** The styles of a cell as a whole: `{name: value}` of those that are not usual. */
export function cellStyle(cell) {
  const format = cell.userEnteredFormat ?? {};
  const style = textStyle(format.textFormat ?? {});
  const ground = color(format.backgroundColorStyle?.rgbColor ?? format.backgroundColor);
  if (ground && !isWhite(ground)) style["background-color"] = onBoth(ground);
  const upright = UPRIGHT[format.verticalAlignment];
  if (upright && upright !== "end") style["align-items"] = upright;
  const aligned = ALIGNED[format.horizontalAlignment] ?? ALIGNED_BY_KIND[kind(cell)];
  if (aligned) style["text-align"] = aligned;
  return style;
}

/** The styles of a part of a cell's text. */
export function textStyle(text) {
  const style = {};
  if (text.bold) style["font-weight"] = "bold";
  if (text.italic) style["font-style"] = "italic";
  const lines = [text.underline && "underline", text.strikethrough && "line-through"].filter(
    Boolean,
  );
  if (lines.length > 0) style["text-decoration"] = lines.join(" ");
  if (text.fontSize && text.fontSize !== FONT_SIZE)
    style["font-size"] = `${text.fontSize * POINT}px`;
  const ink = color(text.foregroundColorStyle?.rgbColor ?? text.foregroundColor);
  // The blue of links is the page's own.
  if (ink && !isBlack(ink) && !text.link) style.color = onBoth(ink);
  return style;
}

/** How much taller than usual the cell's lines are. */
export function scale(cell) {
  return (cell.userEnteredFormat?.textFormat?.fontSize ?? FONT_SIZE) / FONT_SIZE;
}

function color(given) {
  if (!given) return null;
  return [given.red ?? 0, given.green ?? 0, given.blue ?? 0];
}

const isWhite = (channels) => channels.every((channel) => channel > 0.996);
const isBlack = (channels) => channels.every((channel) => channel < 0.004);

function onBoth(channels) {
  return `light-dark(${rgb(channels)}, ${rgb(turned(channels))})`;
}

function rgb(channels) {
  return `rgb(${channels.map((channel) => Math.round(channel * 255)).join(" ")})`;
}

/** The colour with its lightness turned round; its hue stays. */
function turned(channels) {
  const shift = 1 - Math.max(...channels) - Math.min(...channels);
  return channels.map((channel) => Math.max(0, Math.min(1, channel + shift)));
}
