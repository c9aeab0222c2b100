/**
 * The bar above the two panes: whose view it is, what time it is, and what may go wrong.
 */

import { el, replace } from "../element.js";

/**
 * @param {{live: import("../live.js").Live, acting: import("../acting.js").Acting}} parts
 * @returns {{element: HTMLElement}}
 */
export function bar({ live }) {
  const name = el("span", { class: "bar-name" });
  const element = el("header", { class: "bar", data: { region: "bar" } }, name);
  live.on("hello", (state) => replace(name, state.team.name ?? state.team));
  return { element };
}
