/**
 * Short sentences at the foot of the page, for what has no better place.
 */

import { el } from "../element.js";

const SHOWN_MS = 7000;
const MOST = 3;

let shelf = null;

/**
 * Says a sentence to the person, also to a screen reader. It goes away by itself, but not while
 * it is pointed at or focused.
 *
 * @param {string} sentence
 * @param {{tone?: "plain"|"bad"}} [how] "bad" is for what went wrong: it is read out at once.
 */
export function say(sentence, { tone = "plain" } = {}) {
  shelf ??= document.body.appendChild(
    el("div", { class: "toasts", role: "region", aria: { label: "Notices" } }),
  );
  const close = el(
    "button",
    { class: "toast-close", type: "button", aria: { label: "Dismiss" } },
    "×",
  );
  const toast = el(
    "div",
    { class: "toast", data: { tone }, role: tone === "bad" ? "alert" : "status" },
    el("span", {}, sentence),
    close,
  );
  let timer = 0;
  const wait = () => {
    timer = setTimeout(() => toast.remove(), SHOWN_MS);
  };
  const hold = () => clearTimeout(timer);
  close.addEventListener("click", () => toast.remove());
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", wait);
  toast.addEventListener("focusout", wait);
  shelf.append(toast);
  while (shelf.childElementCount > MOST) shelf.firstElementChild.remove();
  wait();
}
