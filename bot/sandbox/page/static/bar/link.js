/**
 * The banner that says that the page has lost the sandbox, for as long as it has.
 */

import { el, replace } from "../element.js";

const PATIENCE_MS = 600;

/** @returns {{element: HTMLElement}} */
export function link({ live }) {
  const element = el("div", { class: "link-banner", role: "alert", hidden: true });
  let timer = 0;
  live.on("link", (state) => {
    clearTimeout(timer);
    if (state === "up") {
      element.hidden = true;
      replace(element);
      return;
    }
    // Another person's stream, or a short hiccup, is no news.
    timer = setTimeout(() => {
      element.hidden = false;
      replace(
        element,
        "The connection to the sandbox is lost. What you see may be out of date; the page tries again by itself.",
      );
    }, PATIENCE_MS);
  });
  return { element };
}
