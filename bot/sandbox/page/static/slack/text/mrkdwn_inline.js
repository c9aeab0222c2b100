/**
 * The inside of a line of mrkdwn, as inline nodes:
 *
 * - `{type: "text", text}`
 * - `{type: "bold" | "italic" | "strike" | "code" | "underline" | "highlight", children}`
 * - `{type: "link", url, children}`
 * - `{type: "user" | "channel" | "usergroup", id, label}`, `{type: "broadcast", range}`
 * - `{type: "emoji", name}`
 * - `{type: "date", timestamp, format, url, fallback}`
 */

import { emojiNamed } from "./emoji.js";

const MARKS = { "*": "bold", _: "italic", "~": "strike" };
const WORD = /[\p{L}\p{N}]/u;
const SPACE = /\s/u;
const CODE = /`([^`\n]+)`/uy;
const EMOJI = /:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/uy;
const ADDRESS = /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?'")\]}*_~`&]/iuy;
const REFERENCE = /<([^<>\n]+)>/uy;
const ENTITY = /&(amp|lt|gt);/uy;
const CHARACTERS = { amp: "&", lt: "<", gt: ">" };
const DATE = /^!date\^(-?\d+)\^([^^|]*)(?:\^([^|]*))?$/su;

/** Returns a text as it stands in mrkdwn where nothing in it is a mark of Slack's. */
export function escaped(text) {
  return text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;");
}

/** Returns a text with the three characters that Slack escapes as they are. */
export function unescaped(text) {
  return text.replace(/&(amp|lt|gt);/gu, (_, name) => CHARACTERS[name]);
}

/**
 * Returns mrkdwn without blocks as inline nodes; newlines stay in the text.
 *
 * `marks` off leaves bold and its like, and code, as they were typed; `verbatim` leaves bare
 * addresses; `emoji` off leaves names of emoji.
 */
export function parseInline(source, { verbatim = false, marks = true, emoji = true } = {}) {
  return new Reader(source, { verbatim, marks, emoji }).nodes();
}

class Reader {
  constructor(source, options) {
    this.source = source;
    this.options = options;
    this.at = 0;
    this.found = [];
  }

  nodes() {
    while (this.at < this.source.length) {
      const node = this.special();
      if (node) this.found.push(node);
      else this.text(this.source[this.at++]);
    }
    return this.found;
  }

  text(more) {
    const last = this.found.at(-1);
    if (last?.type === "text") last.text += more;
    else this.found.push({ type: "text", text: more });
  }

  /** Takes what begins at this place if it is more than a character of text. */
  special() {
    const { marks, verbatim, emoji } = this.options;
    switch (this.source[this.at]) {
      case "<":
        return this.take(REFERENCE, (found) => referenceOf(found[1]));
      case "&":
        return this.take(ENTITY, (found) => this.entity(found[1]));
      case "`":
        return marks && this.isOutside("`") ? this.take(CODE, (found) => codeOf(found[1])) : null;
      case "*":
      case "_":
      case "~":
        return marks ? this.marked() : null;
      case ":":
        return emoji ? this.take(EMOJI, (found) => emojiOf(found[1])) : null;
      case "h":
      case "H":
        if (verbatim || !marks || WORD.test(this.source[this.at - 1] ?? "")) return null;
        return this.take(ADDRESS, (found) => linkOf(unescaped(found[0])));
      default:
        return null;
    }
  }

  take(pattern, nodeOf) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source);
    const node = found && nodeOf(found);
    if (!node) return null;
    this.at += found[0].length;
    return node;
  }

  entity(name) {
    const last = this.found.at(-1);
    if (last?.type !== "text") return { type: "text", text: CHARACTERS[name] };
    this.found.pop();
    return { type: "text", text: last.text + CHARACTERS[name] };
  }

  /** Tells whether a mark here may open: it stands at the edge of a word. */
  isOutside(mark) {
    const before = this.source[this.at - 1] ?? "";
    return !WORD.test(before) && before !== mark;
  }

  marked() {
    const mark = this.source[this.at];
    const next = this.source[this.at + 1] ?? " ";
    if (!this.isOutside(mark) || SPACE.test(next) || next === mark) return null;
    const end = this.closing(mark);
    if (end < 0) return null;
    const inner = this.source.slice(this.at + 1, end);
    this.at = end + 1;
    return { type: MARKS[mark], children: parseInline(inner, this.options) };
  }

  /** Finds the mark that closes the one here, on the same line and outside code and links. */
  closing(mark) {
    for (let at = this.at + 1; at < this.source.length; at += 1) {
      const character = this.source[at];
      if (character === "\n") return -1;
      if (character === "<" || character === "`") {
        const skipped = character === "<" ? REFERENCE : CODE;
        skipped.lastIndex = at;
        const found = skipped.exec(this.source);
        if (found) at += found[0].length - 1;
      } else if (character === mark && at > this.at + 1) {
        const after = this.source[at + 1] ?? "";
        const isEdge = !WORD.test(after) && after !== mark;
        if (isEdge && !SPACE.test(this.source[at - 1])) return at;
      }
    }
    return -1;
  }
}

function codeOf(inner) {
  const options = { verbatim: true, marks: false, emoji: false };
  return { type: "code", children: parseInline(inner, options) };
}

function emojiOf(name) {
  return emojiNamed(name) ? { type: "emoji", name } : null;
}

function linkOf(url, said = url) {
  return { type: "link", url, children: [{ type: "text", text: said }] };
}

function referenceOf(inner) {
  const cut = inner.indexOf("|");
  const target = cut < 0 ? inner : inner.slice(0, cut);
  const label = cut < 0 ? "" : unescaped(inner.slice(cut + 1));
  switch (target[0]) {
    case "@":
      return { type: "user", id: target.slice(1), label };
    case "#":
      return { type: "channel", id: target.slice(1), label };
    case "!":
      return commandOf(target, label);
    default:
      return addressOf(unescaped(target), label);
  }
}

function addressOf(url, label) {
  if (!/^[a-z][a-z0-9+.-]*:\S/iu.test(url)) return null;
  const options = { verbatim: true, marks: false };
  const said = label || url.replace(/^mailto:/iu, "");
  return { ...linkOf(url), children: parseInline(escaped(said), options) };
}

function commandOf(target, label) {
  const date = DATE.exec(target);
  if (date) {
    const [, timestamp, format, url = ""] = date;
    return {
      type: "date",
      timestamp: Number(timestamp),
      format: unescaped(format),
      url: unescaped(url),
      fallback: label,
    };
  }
  const [name, id = ""] = target.slice(1).split("^");
  if (name === "subteam") return { type: "usergroup", id, label };
  if (["here", "channel", "everyone"].includes(name)) return { type: "broadcast", range: name };
  return { type: "text", text: label || `<${target}>` };
}
