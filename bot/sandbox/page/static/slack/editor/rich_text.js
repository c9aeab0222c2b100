/**
 * Slack's rich text as lines, and back. Slack shows every part on a new line; a newline at the end
 * of a section before another part ends its last line and makes no blank one.
 */

import { emptyLine, isEmpty, isItem, numbersOf } from "./model.js";
import { joinRuns, MARKS, run } from "./runs.js";

const KINDS = {
  rich_text_section: "text",
  rich_text_quote: "quote",
  rich_text_preformatted: "code",
};
const PARTS = {
  text: "rich_text_section",
  quote: "rich_text_quote",
  code: "rich_text_preformatted",
};

/** Returns a rich text object, or null for nothing, as lines. */
export function linesFrom(richText) {
  const parts = richText?.elements ?? [];
  const lines = [];
  for (const [index, part] of parts.entries()) {
    const added =
      part.type === "rich_text_list" ? itemsOf(part) : linesOf(part, index < parts.length - 1);
    const joins =
      index > 0 && added[0] && lines.at(-1)?.kind === added[0].kind && !isItem(added[0]);
    if (joins && added[0].kind !== "text") added[0] = { ...added[0], begins: true };
    lines.push(...added);
  }
  return withStarts(lines.length > 0 ? lines : [emptyLine()]);
}

function itemsOf({ style, indent = 0, offset = 0, border, elements }) {
  const kind = style === "ordered" ? "ordered" : "bullet";
  return elements.map((item, index) => {
    const line = { kind, indent, runs: runsOf(item.elements) };
    if (border) line.border = border;
    return kind === "ordered" && index === 0 ? { ...line, start: offset + 1 } : line;
  });
}

function linesOf(part, isFollowed) {
  const kind = KINDS[part.type] ?? "text";
  const rows = [[]];
  for (const one of runsOf(part.elements)) {
    const [first, ...others] = one.atom
      ? [one]
      : one.text.split("\n").map((text) => ({ ...one, text }));
    rows.at(-1).push(first);
    for (const each of others) rows.push([each]);
  }
  const lines = rows.map((runs) => ({ kind, indent: 0, runs: joinRuns(runs) }));
  const isEnded = lines.length > 1 && lines.at(-1).runs.length === 0;
  if (isEnded && (isFollowed || kind !== "text")) lines.pop();
  if (part.border) lines[0].border = part.border;
  return lines;
}

/** Leaves the numbers out that items have anyway. */
function withStarts(lines) {
  return lines.map((line, index) => {
    if (line.start === undefined) return line;
    const { start, ...rest } = line;
    return numbersOf(lines.toSpliced(index, 1, rest))[index] === start ? rest : line;
  });
}

function runsOf(elements) {
  return joinRuns(
    (elements ?? []).map((element) => {
      const style = Object.fromEntries(
        MARKS.filter((mark) => element.style?.[mark]).map((mark) => [mark, true]),
      );
      if (element.type === "text") return run(element.text, style);
      if (element.type === "link") return run(element.text || element.url, style, element.url);
      return { atom: element, style };
    }),
  );
}

/** Returns lines as a rich text object; null if there is nothing in them. */
export function richTextFrom(lines) {
  if (isEmpty(lines)) return null;
  const numbers = numbersOf(lines);
  const groups = [];
  for (const [index, line] of lines.entries()) {
    const last = groups.at(-1);
    if (last && goesOn(last.at(-1).line, line)) last.push({ line, number: numbers[index] });
    else groups.push([{ line, number: numbers[index] }]);
  }
  const elements = groups.map((group, index) => partOf(group, index < groups.length - 1));
  return { type: "rich_text", elements };
}

function goesOn(before, line) {
  return (
    before.kind === line.kind &&
    before.indent === line.indent &&
    !line.begins &&
    line.start === undefined
  );
}

function partOf(group, isFollowed) {
  const { line, number } = group[0];
  const border = line.border ? { border: line.border } : {};
  if (isItem(line)) {
    const items = group.map((one) => ({
      type: "rich_text_section",
      elements: elementsOf(one.line.runs),
    }));
    const look = {
      style: line.kind,
      indent: line.indent,
      ...(number > 1 && { offset: number - 1 }),
      ...border,
    };
    return { type: "rich_text_list", elements: items, ...look };
  }
  const rows = group.map((one) => one.line.runs);
  const isEnded = line.kind === "text" && isFollowed;
  const runs = rows.flatMap((row, index) => (index > 0 ? [run("\n"), ...row] : row));
  const elements = elementsOf(joinRuns(runs, isEnded ? [run("\n")] : []));
  return { type: PARTS[line.kind], elements, ...border };
}

function elementsOf(runs) {
  return runs.map((one) => {
    if (one.atom) return one.atom;
    const style = Object.keys(one.style).length > 0 ? { style: one.style } : {};
    if (!one.url) return { type: "text", text: one.text, ...style };
    const text = one.text === one.url ? {} : { text: one.text };
    return { type: "link", url: one.url, ...text, ...style };
  });
}
