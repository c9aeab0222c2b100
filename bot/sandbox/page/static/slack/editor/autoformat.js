/**
 * What Slack makes of marks as they are typed: `*bold*`, `- ` at the beginning of a line.
 */

import { joinRuns, run, sliceRuns, textOf, withMark } from "./runs.js";

const STARTS = {
  "- ": "bullet",
  "* ": "bullet",
  "• ": "bullet",
  "1. ": "ordered",
  "> ": "quote",
  "```": "code",
};
const MARKED = { "*": "bold", _: "italic", "~": "strike", "`": "code" };
const INSIDE_WORD = /[\p{L}\p{N}*_~`]/u;

/**
 * Returns what comes of the character that was typed just before a place, or null if nothing does.
 *
 * @returns {{lines: object[], at: object, style: object|null}|null} `style` is that of what is
 *   typed next.
 */
export function autoformatted(lines, at) {
  const line = lines[at.line];
  if (line.kind === "code") return null;
  return startOf(lines, at) ?? markOf(lines, at);
}

function startOf(lines, at) {
  const line = lines[at.line];
  const typed = textOf(line.runs).slice(0, at.offset);
  const kind = Object.hasOwn(STARTS, typed) ? STARTS[typed] : null;
  if (!kind || line.kind !== "text") return null;
  const rest = sliceRuns(line.runs, at.offset);
  const runs = kind === "code" ? joinRuns(rest.map((one) => run(one.text ?? ""))) : rest;
  return {
    lines: lines.with(at.line, { kind, indent: 0, runs }),
    at: { line: at.line, offset: 0 },
    style: null,
  };
}

function markOf(lines, at) {
  const line = lines[at.line];
  const text = textOf(line.runs);
  const mark = text[at.offset - 1];
  const name = Object.hasOwn(MARKED, mark ?? "") ? MARKED[mark] : null;
  if (!name) return null;
  const open = text.lastIndexOf(mark, at.offset - 2);
  const inner = text.slice(open + 1, at.offset - 1);
  const before = text[open - 1] ?? "";
  const isMarked =
    open >= 0 &&
    inner &&
    inner.trim() === inner &&
    !inner.includes("\n") &&
    !INSIDE_WORD.test(before);
  if (!isMarked) return null;
  const marked = sliceRuns(line.runs, open + 1, at.offset - 1);
  if (marked.some((one) => one.style.code)) return null;
  const runs = joinRuns(
    sliceRuns(line.runs, 0, open),
    marked.map((one) => ({
      ...one,
      style: name === "code" ? { code: true } : withMark(one.style, name, true),
    })),
    sliceRuns(line.runs, at.offset),
  );
  const style = marked.at(-1).style;
  return {
    lines: lines.with(at.line, { ...line, runs }),
    at: { line: at.line, offset: at.offset - 2 },
    style: withMark(style, name, false),
  };
}
