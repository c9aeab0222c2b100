/**
 * The colour scheme: the system's, light or dark.
 */

import { icon } from "../icons.js";
import { recall, remember } from "../memory.js";
import { menu } from "./menu.js";
import { popup } from "./popup.js";

const CHOICES = {
  system: ["As the system", "window"],
  light: ["Light", "sun"],
  dark: ["Dark", "moon"],
};

/** @returns {{element: HTMLElement}} */
export function theme() {
  let chosen = recall("theme", "system");
  if (!(chosen in CHOICES)) chosen = "system";
  const items = menu("Colours");
  const { element } = popup({
    label: "Colours",
    content: [icon("sun")],
    panel: items.element,
    class: "bar-icon",
    onOpen: fill,
  });

  function fill() {
    items.fill(
      Object.entries(CHOICES).map(([name, [label, picture]]) => ({
        content: [icon(picture), label],
        checked: name === chosen,
        act: () => choose(name),
      })),
    );
  }

  function choose(name) {
    chosen = name;
    remember("theme", name === "system" ? null : name);
    if (name === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
  }

  choose(chosen);
  return { element };
}
