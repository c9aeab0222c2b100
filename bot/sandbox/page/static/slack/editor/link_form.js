/**
 * The small form in which a link's text and address are typed.
 */

import { el } from "../../element.js";
import { placeFloating } from "../float.js";

/** Opens the form at a button, for what is selected in an editor. */
export function openLinkForm(editor, anchor) {
  const { text, link } = editor.there;
  const isNew = editor.isCollapsed && !link;
  const words = el("input", { type: "text", value: text, required: true });
  const address = el("input", {
    type: "text",
    inputMode: "url",
    value: link?.url ?? "",
    placeholder: "https://",
    required: true,
  });
  const wrong = el(
    "p",
    { class: "field-error", role: "alert", hidden: true },
    "Please enter a web address.",
  );
  const form = el(
    "div",
    {
      class: "link-form floating",
      popover: "auto",
      role: "dialog",
      aria: { label: link ? "Edit link" : "Add link" },
      on: { keydown: press },
    },
    isNew && el("label", {}, "Text", words),
    el("label", {}, "Link", address),
    wrong,
    el(
      "div",
      { class: "link-form-buttons" },
      link && button("Remove", "", () => finish("")),
      button("Cancel", "", close),
      button("Save", "primary", save),
    ),
  );
  anchor.after(form);
  form.addEventListener("toggle", (event) => {
    if (event.newState === "open") return;
    form.remove();
    editor.focus();
  });
  form.showPopover();
  placeFloating(form, anchor);
  (isNew ? words : address).focus();

  function press(event) {
    event.stopPropagation();
    if (event.key !== "Enter" || event.target.matches("button")) return;
    event.preventDefault();
    save();
  }

  function save() {
    const typed = address.value.trim();
    const url = /^[a-z][a-z0-9+.-]*:/iu.test(typed) ? typed : `https://${typed}`;
    wrong.hidden = Boolean(typed) && /^(?:https?:\/\/[^\s/]+|mailto:\S+@)/iu.test(url);
    if (!wrong.hidden) address.focus();
    else finish(url);
  }

  function finish(url) {
    const said = isNew ? words.value.trim() || url : "";
    close();
    editor.focus();
    editor.link(url, said);
  }

  function close() {
    form.hidePopover();
  }
}

function button(text, style, act) {
  return el(
    "button",
    { class: "slack-button", type: "button", data: { style, size: "small" }, on: { click: act } },
    text,
  );
}
