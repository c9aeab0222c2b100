/**
 * F6 and Shift+F6 go from one part of the page to the next, as in other programs.
 */

const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex], [contenteditable=true]";

/** Begins to listen. A region is what carries `data-region`; where one was left is gone back to. */
export function regions() {
  const left = new WeakMap();
  document.addEventListener("focusin", ({ target }) => {
    const region = target.closest("[data-region]");
    if (region) left.set(region, target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (document.querySelector("dialog:modal")) return;
    const open = [...document.querySelectorAll("[data-region]")].filter((region) =>
      entrance(region, left),
    );
    if (open.length === 0) return;
    const at = open.findLastIndex((region) => region.contains(document.activeElement));
    const step = event.shiftKey ? -1 : 1;
    const to =
      at < 0 ? (event.shiftKey ? open.length - 1 : 0) : (at + step + open.length) % open.length;
    entrance(open[to], left).focus();
  });
}

function entrance(region, left) {
  const before = left.get(region);
  if (before && region.contains(before) && canTake(before)) return before;
  const all = [...region.querySelectorAll(FOCUSABLE)].filter(canTake);
  if (canTake(region) && region.matches("[tabindex]")) return region;
  return all.find((node) => node.tabIndex >= 0);
}

function canTake(node) {
  return (
    !node.disabled && !node.closest("[inert]") && node.checkVisibility({ visibilityProperty: true })
  );
}
