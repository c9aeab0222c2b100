/**
 * Finds what somebody means by a few letters.
 */

const SEPARATOR = /[\s/_.-]/u;

/** Tells whether each word that was typed stands somewhere in a text, as lists of choices ask. */
export function hasWords(text, typed) {
  const where = folded(text);
  return folded(typed)
    .split(/\s+/u)
    .every((word) => where.includes(word));
}

/**
 * Returns how well a text fits what was typed: 0 for not at all, more for better. The letters must
 * come in their order; the beginning of a word and letters beside each other count more.
 */
export function fuzzyScore(text, typed) {
  const where = folded(text);
  const wanted = folded(typed).replace(/\s+/gu, "");
  if (!wanted) return 1;
  if (where.startsWith(wanted)) return 1000 - where.length;
  let score = 0;
  let at = -1;
  for (const letter of wanted) {
    const next = where.indexOf(letter, at + 1);
    if (next < 0) return 0;
    const isAtStart = next === 0 || SEPARATOR.test(where[next - 1]);
    score += isAtStart ? 12 : next === at + 1 ? 8 : 1;
    at = next;
  }
  return score + 1 / where.length;
}

/** Returns the best of many for what was typed, best first; equal ones stay in their order. */
export function bestMatches(items, typed, textOf, most = 20) {
  return items
    .map((item) => ({
      item,
      score: Math.max(...[textOf(item)].flat().map((text) => fuzzyScore(text, typed))),
    }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, most)
    .map(({ item }) => item);
}

function folded(text) {
  return String(text).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
