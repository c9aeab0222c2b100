/**
 * What this browser remembers between two visits. A browser that keeps nothing is no hindrance:
 * each visit is then like the first.
 */

const PREFIX = "sandbox:";

/** Returns what is remembered under a name, or `otherwise`. */
export function recall(name, otherwise = null) {
  try {
    const kept = localStorage.getItem(PREFIX + name);
    return kept === null ? otherwise : JSON.parse(kept);
  } catch {
    return otherwise;
  }
}

/** Remembers a value, anything that JSON can hold; null forgets it. */
export function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: then it is not remembered.
  }
}
