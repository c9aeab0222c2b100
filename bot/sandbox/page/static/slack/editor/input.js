/**
 * What comes from the browser into an editor. It may change nothing by itself, but for an input
 * method, which writes into the DOM; what it wrote is taken over when it is done.
 */

import { linesFromPaste } from "./paste.js";

const FORMATS = { formatBold: "bold", formatItalic: "italic", formatStrikeThrough: "strike" };
const ADDRESS = /^https?:\/\/\S+$/iu;

/** Lets an editor hear of what is typed, pasted and selected in it. */
export function listenTo(editor) {
  const { root } = editor;
  let isComposing = false;
  const selected = () => isComposing || editor.look();
  const on = (name, listener) => root.addEventListener(name, listener);
  on("focus", () => document.addEventListener("selectionchange", selected));
  on("blur", () => document.removeEventListener("selectionchange", selected));
  on("beforeinput", (event) => {
    if (event.isComposing || event.inputType.includes("Composition")) return;
    event.preventDefault();
    editor.look();
    put(editor, event);
  });
  on("paste", (event) => {
    event.preventDefault();
    editor.look();
    paste(editor, event.clipboardData);
  });
  on("drop", (event) => event.preventDefault());
  on("compositionstart", () => {
    editor.look();
    isComposing = true;
    if (!editor.isCollapsed) editor.erase(editor.range);
  });
  on("compositionend", () => {
    isComposing = false;
    editor.takeOver();
  });
}

function put(editor, event) {
  const { inputType: type, data, dataTransfer } = event;
  const range = editor.rangeOf(event.getTargetRanges()[0]) ?? editor.range;
  if (type === "insertText" || type === "insertReplacementText") {
    editor.type(range, data ?? dataTransfer?.getData("text/plain") ?? "");
  } else if (type === "insertParagraph") editor.breakAt(range);
  else if (type === "insertLineBreak") editor.breakAt(range, { within: true });
  else if (type.startsWith("delete")) editor.erase(range);
  else if (type === "historyUndo") editor.undo();
  else if (type === "historyRedo") editor.redo();
  else if (Object.hasOwn(FORMATS, type)) editor.toggleMark(FORMATS[type]);
}

/** An address that is pasted over words links them. */
function paste(editor, clipboard) {
  const plain = clipboard.getData("text/plain");
  const isAddress = ADDRESS.test(plain.trim());
  if (isAddress && !editor.isCollapsed) editor.link(plain.trim(), "");
  else editor.insert(linesFromPaste(clipboard.getData("text/html"), plain));
}
