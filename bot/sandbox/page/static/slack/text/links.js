/** Which addresses become links. */

const SCHEMES = new Set(["http:", "https:", "mailto:"]);

/**
 * Returns an address that may stand in a link's `href`, or null for one that stays text: only web
 * pages and mail addresses can be followed.
 */
export function followable(address) {
  let url;
  try {
    url = new URL(String(address).trim());
  } catch {
    return null;
  }
  return SCHEMES.has(url.protocol) ? url.href : null;
}
