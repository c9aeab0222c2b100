/**
 * Which letters of an edited text are those of the text before.
 */

const MOST = 1_000_000;

/**
 * Finds the stretches that differ.
 *
 * @returns {{start: number, end: number, from: number, to: number}[]} `before.slice(start, end)`
 *   has become `after.slice(from, to)`; all between these is the same in both.
 */
export function differences(before, after) {
  const whole = trimmed(before, after, { start: 0, end: before.length, from: 0, to: after.length });
  if (!whole) return [];
  const old = words(before, whole.start, whole.end);
  const now = words(after, whole.from, whole.to);
  if (old.length * now.length > MOST) return [whole];
  const out = [];
  let gap = { start: whole.start, from: whole.from };
  const close = (end, to) => {
    const found = trimmed(before, after, { ...gap, end, to });
    if (found) out.push(found);
  };
  for (const [one, other] of common(old, now)) {
    close(old[one].at, now[other].at);
    gap = {
      start: old[one].at + old[one].word.length,
      from: now[other].at + now[other].word.length,
    };
  }
  close(whole.end, whole.to);
  return out;
}

/** The stretch without what is the same at its two ends; null if nothing differs. */
function trimmed(before, after, { start, end, from, to }) {
  while (start < end && from < to && before[start] === after[from])
    [start, from] = [start + 1, from + 1];
  while (start < end && from < to && before[end - 1] === after[to - 1])
    [end, to] = [end - 1, to - 1];
  return start === end && from === to ? null : { start, end, from, to };
}

function words(text, start, end) {
  return [...text.slice(start, end).matchAll(/[\p{L}\p{N}]+|\s+|./gsu)].map((found) => ({
    word: found[0],
    at: start + found.index,
  }));
}

/** The longest row of words that both have in the same order, as pairs of their indices. */
function common(old, now) {
  const width = now.length + 1;
  const length = new Uint32Array((old.length + 1) * width);
  for (let one = old.length - 1; one >= 0; one -= 1) {
    for (let other = now.length - 1; other >= 0; other -= 1) {
      length[one * width + other] =
        old[one].word === now[other].word
          ? length[(one + 1) * width + other + 1] + 1
          : Math.max(length[(one + 1) * width + other], length[one * width + other + 1]);
    }
  }
  const pairs = [];
  for (let [one, other] = [0, 0]; one < old.length && other < now.length;) {
    if (old[one].word === now[other].word) pairs.push([one++, other++]);
    else if (length[(one + 1) * width + other] >= length[one * width + other + 1]) one += 1;
    else other += 1;
  }
  return pairs;
}
