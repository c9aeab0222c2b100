/**
 * A box to choose in by typing: one choice, or several.
 *
 * @typedef {{key: string, text: string, detail?: string, picture?: Node, data: any}} Choice
 * @typedef {{label: string, choices: Choice[]}} Group
 */

import { el, replace } from "../../element.js";
import { placeFloating } from "../float.js";
import { drawIcon } from "../icons.js";
import { listOf } from "./listbox.js";

let count = 0;

/** @param {{
 *   label?: string, labelledBy?: string, placeholder?: string, multiple?: boolean,
 *   chosen: Choice[], most?: number, clearable?: boolean, id?: string,
 *   find: (typed: string) => Group[]|Promise<Group[]>|string,
 *   take?: (typed: string) => Choice|null,
 *   onChange: (chosen: Choice[]) => void, onDone?: (chosen: Choice[]) => void,
 * }} box `find` gives the choices for what is typed, or a sentence on why there are none yet;
 *   `take` makes a choice of what was typed where none fits; `onDone` is told of the outcome once
 *   the person is done choosing.
 * @returns {{element: HTMLElement, input: HTMLInputElement, chosen: () => Choice[]}}
 */
export function combobox(box) {
  count += 1;
  const id = box.id ?? `combobox-${count}`;
  let chosen = box.chosen;
  let before = keysOf(chosen);
  let isTyping = false;
  let asked = 0;

  const input = el("input", {
    class: "combo-input",
    type: "text",
    id,
    role: "combobox",
    autocomplete: "off",
    spellcheck: false,
    aria: {
      autocomplete: "list",
      expanded: "false",
      controls: `${id}-list`,
      label: box.label,
      labelledby: box.labelledBy,
    },
    on: { input: type, keydown: press, click: open, blur: leave },
  });
  const tokens = el("span", { class: "combo-tokens" });
  const clear = el(
    "button",
    {
      class: "combo-clear",
      type: "button",
      tabIndex: -1,
      aria: { label: "Clear" },
      on: { click: () => put([], true) },
    },
    drawIcon("close"),
  );
  const frame = el(
    "div",
    { class: "combo-frame", on: { mousedown: grab } },
    tokens,
    input,
    clear,
    el("span", { class: "combo-arrow" }, drawIcon("down")),
  );
  const list = listOf({
    id: `${id}-list`,
    multiple: box.multiple,
    label: box.label ?? "Choices",
    choose,
  });
  const element = el(
    "div",
    { class: "combo", data: { multiple: box.multiple ? "" : null } },
    frame,
    list.element,
  );
  show();

  function show() {
    const isFull = box.most !== undefined && chosen.length >= box.most;
    replace(tokens, box.multiple && chosen.map((one) => token(one)));
    if (!isTyping) input.value = box.multiple ? "" : (chosen[0]?.text ?? "");
    input.placeholder = box.multiple && chosen.length > 0 ? "" : (box.placeholder ?? "");
    clear.hidden = !box.clearable || box.multiple || chosen.length === 0;
    list.mark(keysOf(chosen), isFull);
  }

  function token(choice) {
    const drop = () => {
      put(
        chosen.filter((one) => one.key !== choice.key),
        !list.isOpen,
      );
      input.focus();
    };
    const remove = el(
      "button",
      {
        type: "button",
        tabIndex: -1,
        aria: { label: `Remove ${choice.text}` },
        on: { click: drop },
      },
      drawIcon("close"),
    );
    return el(
      "span",
      { class: "combo-token" },
      choice.picture?.cloneNode(true),
      el("span", {}, choice.text),
      remove,
    );
  }

  function put(next, isDone) {
    chosen = next;
    isTyping = false;
    show();
    box.onChange(chosen);
    if (isDone) done();
  }

  function done() {
    const now = keysOf(chosen);
    if (now.join("\n") === before.join("\n")) return;
    before = now;
    box.onDone?.(chosen);
  }

  function choose(choice) {
    if (!box.multiple) {
      put([choice], false);
      close();
      input.select();
      return;
    }
    const isIn = chosen.some((one) => one.key === choice.key);
    put(isIn ? chosen.filter((one) => one.key !== choice.key) : [...chosen, choice], false);
    if (typeof box.find("") === "string") close();
    else fill("");
  }

  async function fill(typed) {
    asked += 1;
    const mine = asked;
    const found = box.find(typed);
    if (found instanceof Promise) list.say("Loading…");
    let groups;
    try {
      groups = await found;
    } catch (trouble) {
      groups = trouble.message;
    }
    if (mine !== asked) return;
    const isNone =
      typeof groups !== "string" && groups.every((group) => group.choices.length === 0);
    if (typeof groups === "string") list.say(groups);
    else if (isNone && !(typed && box.take?.(typed))) list.say("No results");
    else list.fill(groups, { startAt: typed ? null : chosen[0]?.key });
    show();
    place();
    point();
  }

  function open() {
    if (list.isOpen) return;
    list.open();
    input.setAttribute("aria-expanded", "true");
    if (!box.multiple) input.select();
    place();
    fill("");
  }

  function close() {
    asked += 1;
    isTyping = false;
    list.close();
    input.setAttribute("aria-expanded", "false");
    point();
    show();
    done();
  }

  function place() {
    if (list.isOpen) placeFloating(list.element, frame, { wide: true });
  }

  function point() {
    const active = list.isOpen ? list.active : null;
    if (active) input.setAttribute("aria-activedescendant", active.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function type() {
    if (!list.isOpen) open();
    isTyping = true;
    fill(input.value.trim());
  }

  function leave() {
    if (!list.isOpen && !isTyping) return;
    const typed = input.value.trim();
    if (isTyping && !typed && box.clearable && !box.multiple) put([], false);
    else if (isTyping && typed && !box.multiple) settle(typed);
    close();
  }

  /** What was typed in full is a choice as well, also without the list. */
  function settle(typed) {
    const same = list.choices().find((one) => one.text.toLowerCase() === typed.toLowerCase());
    const meant = same ?? box.take?.(typed);
    if (meant) put([meant], false);
  }

  function grab(event) {
    if (event.target === input) return;
    // The focus stays in the box; what is pressed in it must still be there when it is let go.
    event.preventDefault();
    if (event.target.closest("button")) return;
    input.focus();
    if (list.isOpen) close();
    else open();
  }

  function press(event) {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (list.isOpen) list.move(key === "ArrowDown" ? 1 : -1);
      else open();
      point();
    } else if (key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      if (!list.isOpen) open();
      else take();
    } else if (key === "Tab" && list.isOpen && isTyping && input.value.trim()) {
      take();
    } else if (key === "Escape" && list.isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (key === "Backspace" && box.multiple && !input.value && chosen.length > 0) {
      put(chosen.slice(0, -1), !list.isOpen);
    }
  }

  function take() {
    if (list.active) list.choose();
    else {
      const made = box.take?.(input.value.trim());
      if (made) choose(made);
    }
  }

  return { element, input, chosen: () => chosen };
}

function keysOf(choices) {
  return choices.map((one) => one.key);
}
