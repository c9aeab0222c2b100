/**
 * A box to pick an emoji from, by its name.
 */

import { el, replace } from "../../element.js";
import { placeFloating } from "../float.js";
import { bestMatches } from "../matching.js";
import { EMOJI } from "../text/emoji.js";

const COLUMNS = 8;
const OFTEN = [
  "+1",
  "white_check_mark",
  "eyes",
  "raised_hands",
  "tada",
  "heart",
  "joy",
  "thinking_face",
];

/** Opens the box at a button; `choose` gets the name of what is picked. */
export function pickEmoji(anchor, choose) {
  const search = el("input", {
    type: "text",
    class: "emoji-search",
    placeholder: "Search all emoji",
    autocomplete: "off",
    aria: { label: "Search emoji", controls: "emoji-grid" },
    on: { input: () => fill(search.value) },
  });
  const grid = el("div", {
    class: "emoji-grid",
    id: "emoji-grid",
    role: "group",
    aria: { label: "Emoji" },
  });
  const box = el(
    "div",
    {
      class: "emoji-picker floating",
      popover: "auto",
      role: "dialog",
      aria: { label: "Pick an emoji" },
      on: { keydown: press },
    },
    search,
    grid,
  );
  anchor.after(box);
  box.addEventListener("toggle", (event) => {
    if (event.newState === "open") return;
    const hadFocus =
      box.contains(document.activeElement) || document.activeElement === document.body;
    box.remove();
    if (hadFocus && anchor.isConnected) anchor.focus();
  });
  fill("");
  box.showPopover();
  placeFloating(box, anchor, { align: "end" });
  search.focus();

  function fill(typed) {
    const often = OFTEN.map((name) => EMOJI.find(([one]) => one === name));
    const wanted = typed.trim().replaceAll(":", "");
    const found = wanted ? bestMatches(EMOJI, wanted, ([name]) => name, 64) : [...often, ...EMOJI];
    replace(
      grid,
      found.length > 0
        ? found.map(drawOne)
        : el("p", { class: "emoji-none" }, "No emoji of that name."),
    );
  }

  function drawOne([name, character], index) {
    return el(
      "button",
      {
        class: "emoji-choice",
        type: "button",
        tabIndex: index === 0 ? 0 : -1,
        title: `:${name}:`,
        aria: { label: `:${name}:` },
        on: { click: () => pick(name) },
      },
      character,
    );
  }

  function pick(name) {
    box.hidePopover();
    choose(name);
  }

  function press(event) {
    event.stopPropagation();
    const all = [...grid.querySelectorAll("button")];
    const at = all.indexOf(document.activeElement);
    if (at < 0) {
      if (event.key === "Enter") all[0]?.click();
      if (event.key === "ArrowDown") all[0]?.focus();
      if (event.key === "Enter" || event.key === "ArrowDown") event.preventDefault();
      return;
    }
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key];
    if (!step) return;
    event.preventDefault();
    (all[at + step] ?? (at + step < 0 ? search : all[at])).focus();
  }
}
