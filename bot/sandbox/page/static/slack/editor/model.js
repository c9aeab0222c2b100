/**
 * Formatted text as lines, and what can be done to it. Nothing here is changed: each function
 * returns what comes of it.
 *
 * A line is `{kind, indent, runs, start?, begins?, border?}`: kind is "text", "bullet", "ordered",
 * "quote" or "code"; `start` is the number of an item that does not go on counting; `begins` marks
 * the first line of what is not to be one with what is before it. A place is `{line, offset}`, a
 * range `{start, end}` in their order.
 */

import { joinRuns, mapRuns, run, sliceRuns, textOf, withMark } from "./runs.js";

const DEEPEST = 8;

/** Returns an empty line. */
export function emptyLine(kind = "text", indent = 0) {
  return { kind, indent, runs: [] };
}

/** Tells whether there is no text at all. */
export function isEmpty(lines) {
  return lines.length === 1 && lines[0].kind === "text" && lines[0].runs.length === 0;
}

/** Returns the length of a line. */
export function lengthOf(line) {
  return textOf(line.runs).length;
}

/** Tells whether a line is an item of a list. */
export function isItem(line) {
  return line.kind === "bullet" || line.kind === "ordered";
}

/** Returns the lines without a range, and the place where it was. */
export function withoutRange(lines, { start, end }) {
  if (start.line === end.line && start.offset === end.offset) return { lines, at: start };
  const first = lines[start.line];
  const runs = joinRuns(
    sliceRuns(first.runs, 0, start.offset),
    sliceRuns(lines[end.line].runs, end.offset),
  );
  return {
    lines: lines.toSpliced(start.line, end.line - start.line + 1, { ...first, runs }),
    at: start,
  };
}

/** Returns the lines with text in the place of a range; each newline in it begins a line. */
export function withText(lines, range, text, style = {}) {
  const pieces = text
    .replace(/\r\n?/gu, "\n")
    .split("\n")
    .map((piece) => [run(piece, style)]);
  return withLines(
    lines,
    range,
    pieces.map((runs) => ({ runs })),
  );
}

/**
 * Returns the lines with others in the place of a range. Lines without a kind are of that in which
 * they come to stand; the first goes on with the line that is there unless that is empty.
 */
export function withLines(lines, range, added) {
  const { lines: rest, at } = withoutRange(lines, range);
  const there = rest[at.line];
  const before = sliceRuns(there.runs, 0, at.offset);
  const after = sliceRuns(there.runs, at.offset);
  const plain = {
    kind: there.kind,
    indent: there.indent,
    ...(there.border && { border: there.border }),
  };
  const fresh = added.map((line, index) => {
    const isCode = there.kind === "code";
    const isFirst = index === 0 && (before.length > 0 || !line.kind || isCode);
    const runs = isCode ? unmarked(line.runs) : line.runs;
    if (isFirst) return { ...there, runs: joinRuns(before, runs) };
    return { ...plain, ...(isCode ? {} : line), runs: joinRuns(runs) };
  });
  const last = fresh.at(-1);
  const end = { line: at.line + fresh.length - 1, offset: lengthOf(last) };
  fresh[fresh.length - 1] = { ...last, runs: joinRuns(last.runs, after) };
  return { lines: rest.toSpliced(at.line, 1, ...fresh), at: end };
}

/** Returns the lines after Enter: an empty item leaves its list, an empty line its quote or code. */
export function withBreak(lines, range) {
  const { lines: rest, at } = withoutRange(lines, range);
  const line = rest[at.line];
  if (lengthOf(line) === 0 && line.kind !== "text" && leaves(rest, at.line)) {
    const next =
      isItem(line) && line.indent > 0 ? { ...line, indent: line.indent - 1 } : emptyLine();
    const isSecondBlank = line.kind === "code";
    const from = isSecondBlank ? at.line - 1 : at.line;
    return { lines: rest.toSpliced(from, at.line - from + 1, next), at: { line: from, offset: 0 } };
  }
  const { start: _, begins: __, ...same } = line;
  const first = { ...line, runs: sliceRuns(line.runs, 0, at.offset) };
  const second = { ...same, runs: sliceRuns(line.runs, at.offset) };
  return { lines: rest.toSpliced(at.line, 1, first, second), at: { line: at.line + 1, offset: 0 } };
}

function leaves(lines, at) {
  const { kind } = lines[at];
  if (kind === "bullet" || kind === "ordered") return true;
  const isLast = lines[at + 1]?.kind !== kind;
  if (kind === "quote") return isLast;
  const before = lines[at - 1];
  return isLast && before?.kind === "code" && lengthOf(before) === 0;
}

/** Returns the lines after Backspace at the beginning of one that is no plain text, or null. */
export function withoutKind(lines, { line: at, offset }) {
  const line = lines[at];
  if (offset > 0 || line.kind === "text") return null;
  const next =
    line.indent > 0
      ? { ...line, indent: line.indent - 1 }
      : { kind: "text", indent: 0, runs: line.runs };
  return lines.with(at, next);
}

/** Returns the lines with those of a range of a kind, or of none if all of them are of it. */
export function withKind(lines, { start, end }, kind) {
  const isOn = hasKind(lines, { start, end }, kind);
  return lines.map((line, index) => {
    if (index < start.line || index > end.line) return line;
    const { start: _, begins: __, border: ___, ...rest } = line;
    if (isOn) return { ...rest, kind: "text", indent: 0 };
    const runs = kind === "code" ? unmarked(line.runs) : line.runs;
    const staysIn = isItem(line) && (kind === "bullet" || kind === "ordered");
    return { ...rest, kind, indent: staysIn ? line.indent : 0, runs };
  });
}

/** Tells whether all lines of a range are of a kind. */
export function hasKind(lines, { start, end }, kind) {
  return lines.slice(start.line, end.line + 1).every((line) => line.kind === kind);
}

/** Returns the lines with the items of a range further in, or out; null where none can be. */
export function withIndent(lines, { start, end }, by) {
  const changed = lines.map((line, index) => {
    if (index < start.line || index > end.line || !isItem(line)) return line;
    const before = lines[index - 1];
    const most = before && isItem(before) ? Math.min(before.indent + 1, DEEPEST) : 0;
    const indent = Math.max(
      0,
      by > 0 ? Math.min(line.indent + 1, Math.max(most, line.indent)) : line.indent - 1,
    );
    return indent === line.indent ? line : { ...line, indent };
  });
  return changed.some((line, index) => line !== lines[index]) ? changed : null;
}

/** Returns the lines with a mark on a range, or without it if all of it has it. */
export function withMarkOn(lines, range, mark) {
  const isOn = !hasMark(lines, range, mark);
  return inRange(lines, range, (one) => ({ ...one, style: withMark(one.style, mark, isOn) }));
}

/** Tells whether all text of a range has a mark. */
export function hasMark(lines, range, mark) {
  const runs = runsIn(lines, range);
  return runs.length > 0 && runs.every((one) => one.style[mark]);
}

/** Returns the lines with a range linked to an address, or without links if there is none. */
export function withLink(lines, range, url) {
  return inRange(lines, range, (one) => (one.atom ? one : run(one.text, one.style, url)));
}

/** Returns the runs in a range. */
export function runsIn(lines, { start, end }) {
  return lines.slice(start.line, end.line + 1).flatMap((line, index, all) => {
    const from = index === 0 ? start.offset : 0;
    return sliceRuns(line.runs, from, index === all.length - 1 ? end.offset : Infinity);
  });
}

/** In code there is only text. */
function unmarked(runs) {
  return joinRuns(runs.map((one) => run(one.text ?? "")));
}

function inRange(lines, { start, end }, change) {
  return lines.map((line, index) => {
    if (index < start.line || index > end.line || line.kind === "code") return line;
    const from = index === start.line ? start.offset : 0;
    const to = index === end.line ? end.offset : Infinity;
    return { ...line, runs: mapRuns(line.runs, from, to, change) };
  });
}

/** Returns the number of each line that is an item of a numbered list, and 0 for the others. */
export function numbersOf(lines) {
  let counts = [];
  return lines.map((line) => {
    if (!isItem(line)) {
      counts = [];
      return 0;
    }
    counts = counts.slice(0, line.indent + 1);
    const before = counts[line.indent];
    const goesOn = before?.kind === line.kind && !line.begins ? before.number : 0;
    const number = line.start ?? goesOn + 1;
    counts[line.indent] = { kind: line.kind, number };
    return line.kind === "ordered" ? number : 0;
  });
}
