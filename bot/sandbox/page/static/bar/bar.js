/**
 * The bar above the two panes: whose view it is, what time it is, and what may go wrong.
 */

import { el, replace } from "../element.js";
import { clock } from "./clock.js";
import { faults } from "./faults.js";
import { help } from "./help.js";
import { light } from "./light.js";
import { people } from "./people.js";
import { theme } from "./theme.js";

/**
 * @param {{
 *   live: import("../live.js").Live, acting: import("../acting.js").Acting,
 *   tour?: {show: () => void, exists: () => boolean},
 * }} parts
 * @returns {{element: HTMLElement}}
 */
export function bar({ live, acting, tour }) {
  const name = el("h1", { class: "bar-name" });
  const element = el(
    "header",
    { class: "bar", data: { region: "bar" }, aria: { label: "Sandbox" } },
    el("img", { class: "bar-logo", src: "/page/look/icon.svg", alt: "" }),
    name,
    light({ live }).element,
    el("div", { class: "bar-space" }),
    clock({ live, acting }).element,
    el("div", { class: "bar-space" }),
    faults({ live, acting }).element,
    help({ showTour: tour.show, hasTour: tour.exists }).element,
    theme().element,
    people({ live }).element,
  );
  live.on("hello", (state) => {
    const { team } = state;
    replace(name, team.name);
    document.title = `${team.name} – sandbox`;
  });
  return { element };
}
