/**
 * The inside of a line of formatted text: runs `{text, style, url?}`, and what is one thing, such as
 * a mention, `{atom: element, style}`. A style is a record of marks that are on.
 */

/** The marks that can be put on text. */
export const MARKS = ["bold", "italic", "strike", "code"];

/** Stands for an atom where a line is looked at as text. */
export const ATOM = "\uFFFC";

/** Returns a run's text. */
export function runText({ atom, text }) {
  return atom ? ATOM : text;
}

/** Returns the text of runs. */
export function textOf(runs) {
  return runs.map(runText).join("");
}

/** Returns a run of text. */
export function run(text, style = {}, url = "") {
  return url ? { text, style, url } : { text, style };
}

/** Returns the part of runs from one offset to another. */
export function sliceRuns(runs, from, to = Infinity) {
  const part = [];
  let at = 0;
  for (const one of runs) {
    const { length } = runText(one);
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, length);
    if (start < end) part.push(one.atom ? one : { ...one, text: one.text.slice(start, end) });
    at += length;
  }
  return part;
}

/** Returns runs one after the other, those of the same format as one, empty ones left out. */
export function joinRuns(...parts) {
  const joined = [];
  for (const one of parts.flat()) {
    const last = joined.at(-1);
    if (!one.atom && !one.text) continue;
    if (last && !last.atom && !one.atom && formatOf(last) === formatOf(one)) {
      joined[joined.length - 1] = { ...last, text: last.text + one.text };
    } else joined.push(one);
  }
  return joined;
}

/** Returns runs with each changed by `change`. */
export function mapRuns(runs, from, to, change) {
  return joinRuns(
    sliceRuns(runs, 0, from),
    sliceRuns(runs, from, to).map(change),
    sliceRuns(runs, to),
  );
}

/** Returns the style that text typed at an offset gets: that of what stands before it. */
export function styleAt(runs, offset) {
  const before = offset > 0 ? sliceRuns(runs, offset - 1, offset)[0] : runs[0];
  return before && !before.atom ? before.style : {};
}

/** Returns the address of the link that encloses an offset, and where it begins and ends. */
export function linkAt(runs, offset) {
  let at = 0;
  let found = null;
  for (const one of runs) {
    const end = at + runText(one).length;
    if (one.url && found?.url === one.url && found.to === at) found.to = end;
    else if (one.url && !(found && found.from <= offset && offset <= found.to))
      found = { url: one.url, from: at, to: end };
    at = end;
  }
  return found && found.from <= offset && offset <= found.to ? found : null;
}

/** Returns a style with a mark on or off. */
export function withMark(style, mark, isOn) {
  const { [mark]: _, ...others } = style;
  return isOn ? { ...others, [mark]: true } : others;
}

function formatOf({ style, url = "" }) {
  return MARKS.filter((mark) => style[mark]).join(" ") + "\n" + url;
}
