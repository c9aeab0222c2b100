/**
 * The faults menu: what Google and Slack may do to the bot, what is still to come, what has struck.
 */

import { el, replace } from "../element.js";
import { icon } from "../icons.js";
import { popup } from "./popup.js";
import { say } from "./toasts.js";

/** Each fault that can be picked, in plain words. `times` is what is asked for unless one says. */
const FAULTS = [
  {
    title: "Google",
    items: [
      { label: "Google answers 429: too many requests", side: "sheets", match: "*", kind: "429" },
      {
        label: "Google is down (500) for three requests",
        side: "sheets",
        match: "*",
        kind: "500",
        times: 3,
      },
      {
        label: "Google writes, but its reply is lost",
        side: "sheets",
        match: "batchUpdate",
        kind: "lost_reply",
      },
      { label: "Google drops the connection", side: "sheets", match: "*", kind: "disconnect" },
    ],
  },
  {
    title: "Slack",
    items: [
      {
        label: "Slack drops the connection",
        side: "slack",
        match: "*",
        kind: "disconnect",
        once: true,
      },
      { label: "Slack answers 429: too many requests", side: "slack", match: "*", kind: "429" },
      {
        label: "Slack is down (503) for three requests",
        side: "slack",
        match: "*",
        kind: "503",
        times: 3,
      },
      {
        label: "Slack posts, but its reply is lost",
        side: "slack",
        match: "chat.postMessage",
        kind: "lost_reply",
      },
      {
        label: "Slack delivers the next event twice",
        side: "slack",
        match: "*",
        kind: "redeliver",
        once: true,
      },
    ],
  },
];
const MOST_PAST = 5;

/** @returns {{element: HTMLElement}} */
export function faults({ live, acting }) {
  const times = el("input", {
    class: "faults-times",
    type: "number",
    min: 1,
    max: 99,
    placeholder: "1",
    aria: { label: "How many times" },
  });
  const coming = el("section", {
    class: "faults-coming",
    hidden: true,
    aria: { label: "To come" },
  });
  const past = el("section", { class: "faults-past", hidden: true, aria: { label: "Has struck" } });
  const badge = el("span", { class: "faults-badge", hidden: true });
  const panel = el(
    "div",
    { class: "faults", role: "dialog", aria: { label: "Faults" } },
    el("p", { class: "faults-lead" }, "Pick what goes wrong next, and watch the bot ride it out."),
    FAULTS.map(({ title, items }) =>
      el(
        "section",
        { class: "faults-group" },
        el("h3", {}, title),
        el(
          "ul",
          {},
          items.map((item) => el("li", {}, choice(item))),
        ),
      ),
    ),
    el("label", { class: "faults-count" }, "How many times ", times),
    coming,
    past,
  );
  const { element, button } = popup({
    label: "Faults",
    content: [icon("bolt"), el("span", { class: "bar-text" }, "Faults"), badge],
    panel,
    class: "faults-button",
  });

  function choice(item) {
    return el(
      "button",
      {
        class: "faults-item",
        type: "button",
        autofocus: item === FAULTS[0].items[0],
        on: { click: () => ask(item) },
      },
      item.label,
    );
  }

  async function ask(item) {
    const wanted = Number.parseInt(times.value, 10);
    const count = item.once ? 1 : wanted >= 1 ? wanted : (item.times ?? 1);
    try {
      const { side, match, kind } = item;
      await acting.post("faults", { side, match, kind, times: count });
    } catch (trouble) {
      say(trouble.message, { tone: "bad" });
    }
  }

  async function clear() {
    try {
      await acting.remove("faults");
      times.focus();
    } catch (trouble) {
      say(trouble.message, { tone: "bad" });
    }
  }

  function draw() {
    const { pending, past: struck } = live.state.faults;
    const left = pending.reduce((sum, fault) => sum + fault.times, 0);
    badge.hidden = left === 0;
    coming.hidden = pending.length === 0;
    past.hidden = struck.length === 0;
    replace(badge, left);
    button.setAttribute("aria-label", left ? `Faults: ${left} to come` : "Faults");
    replace(
      coming,
      pending.length > 0 && [
        el(
          "div",
          { class: "faults-head" },
          el("h3", {}, "To come"),
          el("button", { class: "link-button", type: "button", on: { click: clear } }, "Clear"),
        ),
        el(
          "ul",
          {},
          pending.map((fault) =>
            el("li", {}, named(fault), el("span", { class: "faults-left" }, ` ${fault.times} ×`)),
          ),
        ),
      ],
    );
    replace(
      past,
      struck.length > 0 && [
        el("h3", {}, "Has struck"),
        el(
          "ul",
          {},
          struck
            .slice(-MOST_PAST)
            .reverse()
            .map((fault) => el("li", {}, icon("check"), named(fault))),
        ),
      ],
    );
  }

  live.on("hello", draw);
  live.on("change", (change) => change.faults && draw());
  return { element };
}

/** Returns a fault in the words in which it is picked, or plainly where it was asked for elsewhere. */
function named({ side, match, kind }) {
  const items = FAULTS.flatMap((group) => group.items);
  const known = items.find(
    (item) => item.side === side && item.kind === kind && item.match === (match || "*"),
  );
  const who = side === "sheets" ? "Google" : "Slack";
  return (
    known?.label.replace(/ for three requests$/, "") ??
    `${who}: ${kind} at ${match || "any request"}`
  );
}
