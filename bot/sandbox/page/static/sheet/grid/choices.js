/**
 * The list of choices under a cell that is edited.
 */

import { el, replace } from "../../element.js";
import { matching } from "../model/rule.js";
import { icon } from "../icons.js";
import { place } from "../parts/menu.js";

const ID = "sheet-choices";

/** A list to choose from with the keys of the text box above it, or the pointer. */
export class Choices {
  #all = [];
  #current = "";
  #seen = [];
  #at = -1;
  #box = null;
  #element;
  #onChoose;

  /** @param {(choice: string) => void} onChoose */
  constructor(onChoose) {
    this.#onChoose = onChoose;
    this.#element = el("div", {
      class: "choices",
      id: ID,
      role: "listbox",
      popover: "manual",
      aria: { label: "Choices" },
    });
    // The text box keeps the keys.
    this.#element.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  /** Whether it is there to choose from. */
  get isOpen() {
    return this.#box !== null;
  }

  /** Opens below a text box, with all choices; the current one has a mark. */
  open(box, choices, current) {
    this.close();
    this.#all = choices;
    this.#current = current;
    this.#box = box;
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-controls", ID);
    box.setAttribute("aria-expanded", "true");
    box.setAttribute("aria-autocomplete", "list");
    document.body.append(this.#element);
    this.#element.showPopover();
    this.#draw(choices, choices.indexOf(current));
  }

  /** Leaves only those that go with what is typed. */
  narrow(typed) {
    if (!this.isOpen) return;
    const seen = matching(this.#all, typed);
    this.#draw(seen, typed.trim() === "" ? -1 : Math.min(0, seen.length - 1));
  }

  /** Handles a key of the text box. @returns {boolean} whether it was for the list. */
  press(event) {
    if (!this.isOpen || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
      return false;
    const count = this.#seen.length;
    if (event.key === "ArrowDown" && count > 0) this.#mark((this.#at + 1) % count);
    else if (event.key === "ArrowUp" && count > 0) this.#mark((this.#at - 1 + count) % count);
    else return false;
    event.preventDefault();
    return true;
  }

  /** The choice that is marked, or null. */
  get marked() {
    return this.isOpen ? (this.#seen[this.#at] ?? null) : null;
  }

  /** Goes away. */
  close() {
    if (!this.#box) return;
    for (const name of [
      "role",
      "aria-controls",
      "aria-expanded",
      "aria-autocomplete",
      "aria-activedescendant",
    ]) {
      this.#box.removeAttribute(name);
    }
    this.#box = null;
    this.#element.remove();
  }

  /** Follows the text box, which may have moved. */
  follow() {
    if (this.#box) place(this.#element, this.#box);
  }

  #draw(seen, at) {
    this.#seen = seen;
    const options = seen.map((choice, index) =>
      el(
        "div",
        {
          class: "choice",
          role: "option",
          id: `${ID}-${index}`,
          aria: { selected: String(choice === this.#current) },
          on: {
            click: () => this.#onChoose(choice),
            pointermove: () => this.#at !== index && this.#mark(index),
          },
        },
        el("span", { class: "choice-check" }, choice === this.#current && icon("check")),
        el("span", { class: "choice-text" }, choice),
      ),
    );
    replace(
      this.#element,
      options.length > 0 ? options : el("div", { class: "choice-none" }, "No such choice"),
    );
    this.#element.style.minWidth = `${Math.max(this.#box.offsetWidth, 140)}px`;
    this.#mark(at);
    this.follow();
  }

  #mark(at) {
    this.#at = at;
    [...this.#element.children].forEach((option, index) =>
      option.toggleAttribute("data-marked", index === at),
    );
    if (this.#seen[at] === undefined) this.#box.removeAttribute("aria-activedescendant");
    else {
      this.#box.setAttribute("aria-activedescendant", `${ID}-${at}`);
      this.#element.children[at].scrollIntoView({ block: "nearest" });
    }
  }
}
