/**
 * The list of choices below a combobox: groups, the one that is pointed at, those that are chosen.
 */

import { el, replace } from "../../element.js";
import { drawIcon } from "../icons.js";

/**
 * @param {{id: string, label: string, multiple?: boolean, choose: (choice: import("./combobox.js").Choice) => void}} list
 */
export function listOf({ id, label, multiple, choose }) {
  const element = el("div", {
    class: "combo-list floating",
    id,
    role: "listbox",
    popover: "manual",
    aria: { label, multiselectable: multiple ? "true" : null },
    // The focus stays in the box.
    on: { mousedown: (event) => event.preventDefault() },
  });
  let options = [];
  let at = -1;

  function fill(groups, { startAt }) {
    options = [];
    replace(element, groups.filter((group) => group.choices.length > 0).map(drawGroup));
    const start = options.findIndex(({ choice }) => choice.key === startAt);
    pointAt(start >= 0 ? start : 0);
  }

  function drawGroup({ label: heading, choices }, index) {
    const nodes = choices.map(drawOption);
    if (!heading) return nodes;
    const headingId = `${id}-group-${index}`;
    return el(
      "div",
      { role: "group", aria: { labelledby: headingId } },
      el("div", { class: "combo-group", id: headingId, role: "presentation" }, heading),
      nodes,
    );
  }

  function drawOption(choice) {
    const place = options.length;
    const node = el(
      "div",
      {
        class: "combo-option",
        id: `${id}-${place}`,
        role: "option",
        aria: { selected: "false" },
        on: { click: () => pick(place), pointermove: () => at !== place && pointAt(place, false) },
      },
      choice.picture,
      el(
        "span",
        { class: "combo-text" },
        choice.text,
        choice.detail && " ",
        choice.detail && el("span", { class: "combo-detail" }, choice.detail),
      ),
      el("span", { class: "combo-check" }, drawIcon("check")),
    );
    options.push({ choice, node });
    return node;
  }

  function pointAt(next, intoView = true) {
    options[at]?.node.removeAttribute("data-active");
    at = options.length > 0 ? (next + options.length) % options.length : -1;
    const node = options[at]?.node;
    if (!node) return;
    node.dataset.active = "";
    if (intoView) node.scrollIntoView({ block: "nearest" });
  }

  function pick(place) {
    if (options[place].node.getAttribute("aria-disabled") !== "true") choose(options[place].choice);
  }

  return {
    element,
    fill,
    get isOpen() {
      return element.matches(":popover-open");
    },
    get active() {
      return options[at]?.node ?? null;
    },
    choices: () => options.map(({ choice }) => choice),
    open: () => element.showPopover(),
    close: () => element.hidePopover(),
    move: (step) => pointAt(at + step),
    choose: () => pick(at),
    /** Says why there is nothing to choose from. */
    say(sentence) {
      options = [];
      at = -1;
      replace(element, el("div", { class: "combo-none", role: "status" }, sentence));
    },
    /** Marks what is chosen; with `isFull`, nothing more can be. */
    mark(keys, isFull) {
      for (const { choice, node } of options) {
        const isChosen = keys.includes(choice.key);
        node.setAttribute("aria-selected", String(isChosen));
        if (isFull && multiple && !isChosen) node.setAttribute("aria-disabled", "true");
        else node.removeAttribute("aria-disabled");
      }
    },
  };
}
