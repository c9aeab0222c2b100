/**
 * The rich text box of a form: the editor, its buttons and its keys.
 */

import { el } from "../../element.js";
import { drawIcon } from "../icons.js";
import { Editor } from "./editor.js";
import { openLinkForm } from "./link_form.js";

const TYPING_MS = 300;
const IS_MAC = /Mac|iPhone|iPad/u.test(navigator.platform);

const TOOLS = [
  { name: "Bold", icon: "bold", keys: "B", mark: "bold" },
  { name: "Italic", icon: "italic", keys: "I", mark: "italic" },
  { name: "Strikethrough", icon: "strike", keys: "Shift+X", mark: "strike" },
  "line",
  { name: "Link", icon: "link", keys: "K" },
  "line",
  { name: "Ordered list", icon: "numbers", keys: "Shift+7", kind: "ordered" },
  { name: "Bulleted list", icon: "bullets", keys: "Shift+8", kind: "bullet" },
  "line",
  { name: "Blockquote", icon: "quote", keys: "Shift+9", kind: "quote" },
  { name: "Code", icon: "code", keys: "Shift+C", mark: "code" },
  { name: "Code block", icon: "code_block", keys: "Alt+Shift+C", kind: "code" },
];

/**
 * Draws a rich text box, as a field.
 *
 * @param {object} element
 * @param {import("../blocks/field.js").Place} place
 */
export function drawEditor(element, place) {
  let value = place.value;
  let timer = 0;
  const editor = new Editor({
    value,
    reader: place.reader,
    placeholder: element.placeholder?.text,
    onChange: changed,
    onSelect: mark,
  });
  const { root } = editor;
  if (place.naming.id) root.id = place.naming.id;
  if (place.naming.label) root.setAttribute("aria-label", place.naming.label);
  if (place.naming.labelledBy) root.setAttribute("aria-labelledby", place.naming.labelledBy);
  const buttons = new Map();
  const bar = el(
    "div",
    {
      class: "editor-bar",
      role: "toolbar",
      aria: { label: "Formatting", controls: root.id || null },
      on: { keydown: move },
    },
    TOOLS.map(drawTool),
  );
  root.addEventListener("keydown", press);
  const node = el("div", { class: "rich-box" }, bar, root);
  [...buttons.values()][0].tabIndex = 0;
  mark();
  return {
    node,
    input: root,
    get value() {
      return value;
    },
  };

  function drawTool(tool) {
    if (tool === "line") return el("span", { class: "editor-line", role: "separator" });
    const keys = `${IS_MAC ? "⌘" : "Ctrl"}+${tool.keys}`;
    const button = el(
      "button",
      {
        class: "editor-tool",
        type: "button",
        tabIndex: -1,
        title: `${tool.name} (${keys})`,
        aria: {
          label: tool.name,
          pressed: "false",
          keyshortcuts: `${IS_MAC ? "Meta" : "Control"}+${tool.keys}`,
        },
        on: { mousedown: (event) => event.preventDefault(), click: () => use(tool) },
      },
      drawIcon(tool.icon),
    );
    buttons.set(tool, button);
    return button;
  }

  function use(tool) {
    if (tool.name === "Link") {
      openLinkForm(editor, buttons.get(tool));
      return;
    }
    editor.focus();
    if (tool.mark) editor.toggleMark(tool.mark);
    else editor.toggleKind(tool.kind);
  }

  function mark() {
    for (const [tool, button] of buttons ?? []) {
      const isOn = tool.mark
        ? editor.hasMark(tool.mark)
        : tool.kind
          ? editor.hasKind(tool.kind)
          : Boolean(editor.there.link);
      button.setAttribute("aria-pressed", String(isOn));
    }
  }

  function changed(next) {
    value = next;
    place.onChange(value);
    if (!place.onCharacter) return;
    clearTimeout(timer);
    timer = setTimeout(place.onCharacter, TYPING_MS);
  }

  function press(event) {
    editor.look();
    const { there } = editor;
    const leaves =
      event.key === "ArrowDown" && there.isLast && ["code", "quote"].includes(there.line.kind);
    if (IS_MAC ? event.metaKey : event.ctrlKey) command(event);
    else if (event.key === "Tab" && editor.indent(event.shiftKey ? -1 : 1)) event.preventDefault();
    else if (event.key === "Backspace" && there.isAtStart && editor.leaveKind())
      event.preventDefault();
    else if (event.key === "ArrowRight" && !event.shiftKey && editor.leaveCode())
      event.preventDefault();
    else if (leaves) {
      event.preventDefault();
      editor.addLine();
    }
  }

  function command(event) {
    const parts = [event.altKey && "Alt", event.shiftKey && "Shift", keyOf(event)].filter(Boolean);
    const pressed = parts.join("+");
    const tool =
      TOOLS.find(({ keys }) => keys === pressed) ??
      (pressed === "Shift+U" && TOOLS.find(({ name }) => name === "Link"));
    if (tool) use(tool);
    else if (pressed === "Z") editor.undo();
    else if (pressed === "Shift+Z" || pressed === "Y") editor.redo();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...buttons.values()];
    const to = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
    for (const one of all) one.tabIndex = one === to ? 0 : -1;
    to.focus();
  }
}

/** The key as it is on the keyboard: Shift makes another character of a digit. */
function keyOf({ code, key }) {
  return /^Digit\d$/u.test(code) ? code.at(-1) : key.toUpperCase();
}
