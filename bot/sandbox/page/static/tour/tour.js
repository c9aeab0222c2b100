/**
 * The tour of a first visit: a strip below the bar, in nobody's way, whose steps are ticked off as
 * the person does them.
 */

import { el, replace } from "../element.js";
import { icon } from "../icons.js";
import { recall, remember } from "../memory.js";
import { Progress } from "./progress.js";

/**
 * @param {{live: import("../live.js").Live, acting: import("../acting.js").Acting}} parts
 * @returns {{element: HTMLElement, show: () => void, exists: () => boolean}}
 *   `show` opens it again after it was closed or folded; `exists` tells whether there is one.
 */
export function tour({ live, acting }) {
  let progress = new Progress([]);
  let world = "";
  let looked = null;
  let folded = recall("tour-folded", false);

  const steps = el("ol", { class: "tour-steps" });
  const text = el("p", { class: "tour-text", id: "tour-text" });
  const count = el("span", { class: "tour-count" });
  const spoken = el("div", { class: "unseen", role: "status" });
  const fold = el("button", { class: "tour-fold", type: "button", on: { click: toggle } });
  const close = el(
    "button",
    { class: "tour-close", type: "button", on: { click: end } },
    "Close the tour",
  );
  const element = el(
    "aside",
    { class: "tour", hidden: true, data: { region: "tour" }, aria: { label: "Tour" } },
    el(
      "div",
      { class: "tour-line" },
      el("h2", { class: "tour-title" }, "Tour ", count),
      steps,
      el("div", { class: "tour-ends" }, fold, close),
    ),
    text,
    spoken,
  );

  function shown() {
    return progress.next ?? null;
  }

  function draw() {
    element.hidden = progress.steps.length === 0 || recall("tour-closed", false);
    const current = looked ?? shown();
    replace(count, `${progress.done.size} of ${progress.steps.length}`);
    replace(
      steps,
      progress.steps.map((step, at) => drawn(step, at, step === current)),
    );
    replace(
      text,
      current
        ? worded(current.text)
        : "That was the tour. Look around: nothing here can break anything.",
    );
    text.hidden = folded;
    steps.hidden = folded;
    element.dataset.folded = String(folded);
    replace(fold, icon(folded ? "down" : "up"));
    fold.setAttribute("aria-label", folded ? "Unfold the tour" : "Fold the tour");
    fold.setAttribute("aria-expanded", String(!folded));
  }

  function drawn(step, at, current) {
    const done = progress.done.has(step.id);
    const mark = el(
      "span",
      { class: "tour-mark", aria: { hidden: "true" } },
      done ? icon("check") : at + 1,
    );
    const look = el(
      "button",
      {
        class: "tour-step",
        type: "button",
        data: { done: String(done), step: step.id },
        aria: { current: current ? "step" : null, describedby: current ? text.id : null },
        on: { click: () => lookAt(step) },
      },
      mark,
      el("span", { class: "tour-name" }, step.title),
      done && el("span", { class: "unseen" }, ", done"),
    );
    return el("li", {}, look);
  }

  function lookAt(step) {
    looked = step;
    draw();
    steps.querySelector("[aria-current]")?.focus();
  }

  function toggle() {
    folded = !folded;
    remember("tour-folded", folded || null);
    draw();
  }

  function end() {
    remember("tour-closed", true);
    draw();
  }

  function show() {
    remember("tour-closed", null);
    folded = false;
    remember("tour-folded", null);
    draw();
    element.querySelector("button")?.focus();
  }

  acting.onDid((what, fields) => {
    const newly = progress.take(what, fields);
    if (newly.length === 0) return;
    looked = null;
    remember("tour", { world, done: [...progress.done] });
    draw();
    if (!element.hidden) replace(spoken, told(newly, progress.next));
  });

  live.on("hello", (state) => {
    if (world === state.team.id) return;
    world = state.team.id;
    const kept = recall("tour", {});
    progress = new Progress(state.tour ?? [], kept.world === world ? kept.done : []);
    draw();
  });

  return { element, show, exists: () => progress.steps.length > 0 };
}

function told(newly, next) {
  const done = newly.map((step) => `Done: ${step.title}.`).join(" ");
  return next
    ? `${done} Next: ${next.title}. ${next.text.replaceAll("`", "")}`
    : `${done} That was the tour.`;
}

/** Draws what stands between backticks as something to type. */
function worded(text) {
  return text.split("`").map((part, at) => (at % 2 ? el("code", {}, part) : part));
}
