/**
 * Slack's mrkdwn, parsed into the nodes that `draw.js` draws.
 *
 * Blocks: `{type: "paragraph" | "pre", children}`, `{type: "quote", children: blocks}`, and lists
 * as `rich_text.js` has them. Their children are inline nodes, see `mrkdwn_inline.js`.
 */

import { escaped, parseInline, unescaped } from "./mrkdwn_inline.js";

const FENCE = /```([\s\S]+?)```/gu;
const QUOTED = /^(?:&gt;|>) ?/u;
const QUOTED_REST = /^(?:&gt;|>){3} ?/gmu;
const ITEM = /^( *)(?:[-•*]|(\d{1,3})\.) +(?=\S)/u;

/**
 * Returns a mrkdwn text as blocks.
 *
 * With `lists`, lines that begin with `-`, `•` or a number are list items: so Slack shows what
 * people type; in what apps send it leaves them as they are. With `verbatim`, bare addresses stay
 * text.
 */
export function parseMrkdwn(text, { verbatim = false, lists = false } = {}) {
  const source = String(text ?? "");
  const options = { verbatim, lists };
  const blocks = [];
  let at = 0;
  while (at < source.length) {
    const fence = foundFrom(FENCE, source, at);
    const rest = foundFrom(QUOTED_REST, source, at);
    const next = rest && (!fence || rest.index < fence.index) ? rest : fence;
    if (!next) break;
    blocks.push(...linesOf(source.slice(at, next.index).replace(/\n$/u, ""), options));
    at = next.index + next[0].length;
    if (next === rest) {
      const children = parseMrkdwn(source.slice(at), options);
      return [...blocks, { type: "quote", children }];
    }
    blocks.push({ type: "pre", children: codeOf(next[1]) });
    if (source[at] === "\n") at += 1;
  }
  return [...blocks, ...linesOf(source.slice(at), options)];
}

/** Returns plain text, with the names of emoji as inline nodes unless `emoji` is false. */
export function parsePlain(text, { emoji = true } = {}) {
  return parseInline(escaped(String(text ?? "")), { verbatim: true, marks: false, emoji });
}

/** Returns the words of a mrkdwn text without any format, on one line. */
export function wordsOf(text) {
  return unescaped(String(text ?? "").replace(/<([^<>]+)>/gu, (_, inner) => label(inner)))
    .replace(/```|[*_~`]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
}

function label(inner) {
  const [target, said] = inner.split("|", 2);
  return said ?? target.replace(/^mailto:/u, "");
}

function foundFrom(pattern, source, at) {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

function codeOf(text) {
  const lines = text.replace(/^\n/u, "").replace(/\n$/u, "");
  return parseInline(lines, { verbatim: true, marks: false, emoji: false });
}

function linesOf(text, { verbatim, lists }) {
  if (!text) return [];
  const blocks = [];
  for (const line of text.split("\n")) {
    const kind = kindOf(line, lists);
    const last = blocks.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else blocks.push({ kind, lines: [line] });
  }
  return blocks.flatMap((block) => blockOf(block, verbatim));
}

function kindOf(line, lists) {
  if (QUOTED.test(line)) return "quote";
  return lists && ITEM.test(line) ? "list" : "text";
}

function blockOf({ kind, lines }, verbatim) {
  if (kind === "list") return itemsOf(lines, verbatim);
  if (kind === "quote") {
    const inner = lines.map((line) => line.replace(QUOTED, "")).join("\n");
    const children = [{ type: "paragraph", children: parseInline(inner, { verbatim }) }];
    return [{ type: "quote", children }];
  }
  return [{ type: "paragraph", children: parseInline(lines.join("\n"), { verbatim }) }];
}

function itemsOf(lines, verbatim) {
  const found = [];
  for (const line of lines) {
    const [mark, spaces, number] = ITEM.exec(line);
    const indent = Math.min(8, Math.floor(spaces.length / 2));
    const ordered = number !== undefined;
    const item = parseInline(line.slice(mark.length), { verbatim });
    const last = found.at(-1);
    if (last && last.ordered === ordered && last.indent === indent) last.items.push(item);
    else {
      const offset = ordered ? Number(number) - 1 : 0;
      found.push({ type: "list", ordered, indent, offset, border: false, items: [item] });
    }
  }
  return found;
}
