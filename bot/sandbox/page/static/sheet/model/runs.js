/**
 * What becomes of the formats and links of a text's parts when the text is edited: they stay with
 * the letters that stay, and what is typed inside of a part belongs to that part. What is typed
 * right before or after a link is not part of it.
 */

import { differences } from "./alignment.js";

const PLAIN = { startIndex: 0, format: {} };

/**
 * @param {string} before
 * @param {string} after
 * @param {{startIndex?: number, format: object}[]} runs those of `before`.
 * @returns {{startIndex: number, format: object}[]} those of `after`.
 */
export function followed(before, after, runs) {
  const all = (runs[0]?.startIndex ?? 0) > 0 ? [PLAIN, ...runs] : runs;
  const parts = all.map(({ startIndex = 0, format }, index) => ({
    format,
    start: startIndex,
    end: all[index + 1]?.startIndex ?? before.length,
  }));
  const out = [];
  let here = 0;
  const keep = (until, shift) => {
    for (const { format, start, end } of parts) {
      const [low, high] = [Math.max(start, here), Math.min(end, until)];
      if (low < high) out.push({ startIndex: low + shift, format });
    }
    here = until;
  };
  let shift = 0;
  for (const { start, end, from, to } of differences(before, after)) {
    keep(start, shift);
    if (from < to) out.push({ startIndex: from, format: formatOf(parts, start, end) });
    here = end;
    shift = to - end;
  }
  keep(before.length, shift);
  const distinct = out.filter((run, at) => at === 0 || !alike(run, out[at - 1]));
  return distinct.length === 1 && Object.keys(distinct[0].format).length === 0 ? [] : distinct;
}

/** The format of what has come in the place of letters, or between two of them. */
function formatOf(parts, start, end) {
  const within = (index) => parts.find((part) => index >= part.start && index < part.end)?.format;
  if (end > start) return within(start);
  const [left, right] = [within(start - 1), within(start)];
  if (left === undefined) return right?.link ? {} : (right ?? {});
  if (left === right || !left.link) return left;
  return right?.link ? left : (right ?? {});
}

function alike(one, other) {
  return JSON.stringify(one.format) === JSON.stringify(other.format);
}
