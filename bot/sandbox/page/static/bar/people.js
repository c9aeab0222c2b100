/**
 * "You are …": the switch between the people, each with the time where they are.
 */

import { avatar } from "../avatar.js";
import { el, replace } from "../element.js";
import { icon } from "../icons.js";
import { menu } from "./menu.js";
import { popup } from "./popup.js";
import { clockTime, placeOf } from "./times.js";

/** @returns {{element: HTMLElement}} */
export function people({ live }) {
  const items = menu("You are");
  const face = el("span", { class: "you-face" });
  const name = el("span", { class: "you-name" });
  const { element, button } = popup({
    label: "You are",
    content: [
      face,
      el("span", { class: "you-are" }, el("span", { class: "you-prefix" }, "You are "), name),
      icon("down"),
    ],
    panel: items.element,
    class: "you",
    onOpen: fill,
  });

  function everybody() {
    const persons = live.state?.people.filter((person) => !person.is_bot) ?? [];
    return persons.sort((one, other) => one.name.localeCompare(other.name));
  }

  function fill() {
    const now = live.now();
    items.fill(
      everybody().map((person) => ({
        content: [
          avatar(person),
          el(
            "span",
            { class: "you-text" },
            el(
              "span",
              { class: "you-label" },
              person.name,
              person.id === live.state.editor && el("span", { class: "badge" }, "Editor"),
            ),
            el(
              "span",
              { class: "you-time" },
              `${clockTime(now, person.tz)} in ${placeOf(person.tz)}`,
            ),
          ),
          person.id === live.user && icon("check"),
        ],
        label: person.name,
        checked: person.id === live.user,
        act: () => person.id !== live.user && live.become(person.id),
      })),
    );
  }

  function draw() {
    const me = live.state.people.find((person) => person.id === live.user);
    if (!me) return;
    replace(face, avatar(me));
    replace(name, me.name);
    button.setAttribute("aria-label", `You are ${me.name}`);
  }

  live.on("hello", draw);
  live.on("change", (change) => change.people && draw());
  return { element };
}
