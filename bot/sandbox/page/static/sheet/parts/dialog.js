/**
 * Dialogs over the page: a few fields, or a question.
 */

import { el } from "../../element.js";

let count = 0;

/**
 * Opens a dialog and waits for its end.
 *
 * @param {{title: string, content: (Node|string)[], agree: string, danger?: boolean, cancel?: string,
 *   check?: () => string, first?: HTMLElement}} what `check` says why one cannot agree yet, `first`
 *   gets the keys.
 * @returns {Promise<boolean>} whether the person agreed; the focus is then where it was.
 */
export function ask({
  title,
  content,
  agree,
  danger = false,
  cancel = "Cancel",
  check = () => "",
  first = null,
}) {
  count += 1;
  const id = `sheet-dialog-${count}`;
  return new Promise((resolve) => {
    const trouble = el("p", { class: "sheet-dialog-trouble", role: "alert" });
    const form = el(
      "form",
      { class: "sheet-dialog-form", on: { submit: (event) => end(event, true) } },
      el("h2", { class: "sheet-dialog-title", id }, title),
      el("div", { class: "sheet-dialog-content" }, content, trouble),
      el(
        "div",
        { class: "sheet-dialog-buttons" },
        cancel &&
          el(
            "button",
            { class: "sheet-button", type: "button", on: { click: (event) => end(event, false) } },
            cancel,
          ),
        el(
          "button",
          { class: "sheet-button primary", type: "submit", data: { danger: danger ? "" : null } },
          agree,
        ),
      ),
    );
    const dialog = el(
      "dialog",
      {
        class: "sheet-dialog",
        aria: { labelledby: id },
        on: { cancel: (event) => end(event, false) },
      },
      form,
    );
    document.body.append(dialog);
    dialog.showModal();
    const start = first ?? dialog.querySelector("input, [type=submit]");
    start.focus();
    if (start.select) start.select();

    function end(event, agreed) {
      event.preventDefault();
      trouble.textContent = agreed ? check() : "";
      if (trouble.textContent !== "") return;
      dialog.close();
      dialog.remove();
      resolve(agreed);
    }
  });
}

/** A field with its name above it. @returns {{element: HTMLElement, input: HTMLInputElement}} */
export function field(label, attributes) {
  const input = el("input", {
    class: "sheet-field",
    type: "text",
    autocomplete: "off",
    spellcheck: false,
    ...attributes,
  });
  return { element: el("label", { class: "sheet-labelled" }, el("span", {}, label), input), input };
}
