/**
 * What becomes of the formats and links of a text's parts when the text is edited: they stay with
 * the letters that stay, and what is typed inside of a part belongs to that part.
 */

/**
 * @param {string} before
 * @param {string} after
 * @param {{startIndex?: number, format: object}[]} runs those of `before`.
 * @returns {{startIndex: number, format: object}[]} those of `after`.
 */
export function followed(before, after, runs) {
  const { start, removed, added } = difference(before, after);
  const moved = [];
  for (const { startIndex = 0, format } of runs) {
    let index = startIndex;
    if (startIndex >= start + removed && startIndex > start) index = startIndex + added - removed;
    else if (startIndex > start) index = start + added;
    if (index >= after.length) continue;
    // Two runs that now begin at one place: the first has no letters left.
    if (moved.at(-1)?.startIndex === index) moved.pop();
    moved.push({ startIndex: index, format });
  }
  return moved.filter((run, at) => at === 0 || !alike(run, moved[at - 1]));
}

function alike(one, other) {
  return JSON.stringify(one.format) === JSON.stringify(other.format);
}

function difference(before, after) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { start, removed: before.length - start - end, added: after.length - start - end };
}
