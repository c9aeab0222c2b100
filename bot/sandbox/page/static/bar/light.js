/**
 * The light that tells whether a bot is connected.
 */

import { el, replace } from "../element.js";

/** @returns {{element: HTMLElement}} */
export function light({ live }) {
  const text = el("span", { class: "light-text" });
  const element = el(
    "div",
    { class: "light", role: "status" },
    el("span", { class: "light-lamp", aria: { hidden: "true" } }),
    text,
  );
  function draw() {
    const sockets = live.state.connected;
    element.dataset.on = String(sockets > 0);
    const said =
      sockets === 0
        ? "No bot connected"
        : sockets === 1
          ? "Bot connected"
          : `Bot connected (${sockets} sockets)`;
    if (text.textContent !== said) replace(text, said);
  }
  live.on("hello", draw);
  live.on("change", draw);
  return { element };
}
