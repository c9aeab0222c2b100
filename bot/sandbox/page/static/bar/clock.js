/**
 * The clock: what time it is where the person is, and the buttons that move it.
 */

import { el, replace } from "../element.js";
import { icon } from "../icons.js";
import { dayAndTime, offsetOf, placeOf, wholeDay } from "./times.js";
import { say } from "./toasts.js";

const HOUR = 3_600_000;
const LOOK_MS = 500;
const FIXED =
  "Only the demo’s clock can be moved: here nothing but the sandbox would know of it. Start newsletter-bot demo.";
const NOTHING_DUE = "Nothing is due in the next 60 days.";

/** @returns {{element: HTMLElement}} */
export function clock({ live, acting }) {
  const time = el("time", { class: "clock-time" });
  const place = el("span", { class: "clock-place" });
  const progress = el("div", {
    class: "clock-progress",
    role: "progressbar",
    hidden: true,
    aria: { label: "The clock is moving" },
  });
  const due = el("span", { class: "clock-due" });
  const hour = button("+1 hour", () => move({ advance: "1h" }, "hour", () => later(HOUR)));
  const day = button("+1 day", () => move({ advance: "1d" }, "day", () => later(24 * HOUR)));
  const next = button(["To the next deadline", due], () =>
    move({ to: "next" }, "next", () => Date.parse(live.state.clock.next)),
  );
  const why = el("span", { class: "unseen", id: "clock-why" });
  const reading = el("div", { class: "clock-reading" }, icon("clock"), time, place);
  const buttons = el("div", { class: "clock-buttons" }, hour, day, next);
  const element = el(
    "div",
    { class: "clock", role: "group", aria: { label: "Clock" } },
    reading,
    buttons,
    why,
    progress,
  );

  let moving = null;

  function later(span) {
    return live.now().getTime() + span;
  }

  function zone() {
    return live.state.people.find((person) => person.id === live.user)?.tz ?? "UTC";
  }

  function reason(which) {
    if (live.state === null) return "The clock has not been read yet.";
    if (!live.state.clock.movable) return FIXED;
    if (moving) return "The clock is moving.";
    return which === next && !live.state.clock.next ? NOTHING_DUE : "";
  }

  function button(content, act) {
    const made = el(
      "button",
      { class: "bar-button clock-button", type: "button", on: { click: press } },
      content,
    );
    function press() {
      const hindrance = reason(made);
      if (hindrance) say(hindrance);
      else act();
    }
    return made;
  }

  async function move(body, to, target) {
    moving = { from: live.now().getTime(), to: target() };
    draw();
    try {
      await acting.post("clock", body);
      acting.did("clock", { to });
    } catch (trouble) {
      say(trouble.message, { tone: "bad" });
    } finally {
      moving = null;
      draw();
    }
  }

  function draw() {
    if (live.state === null) return;
    drawTime();
    drawNext();
    for (const one of [hour, day, next]) {
      const hindrance = reason(one);
      one.setAttribute("aria-disabled", String(hindrance !== ""));
      one.title = hindrance;
      if (hindrance && !moving) one.setAttribute("aria-describedby", why.id);
      else one.removeAttribute("aria-describedby");
    }
    replace(why, live.state.clock.movable ? NOTHING_DUE : FIXED);
    progress.hidden = moving === null;
  }

  function drawTime() {
    const now = live.now();
    const where = zone();
    const text = dayAndTime(now, where);
    if (time.textContent !== text) replace(time, text);
    time.dateTime = now.toISOString();
    replace(place, placeOf(where));
    reading.title = `${wholeDay(now, where)}, ${offsetOf(now, where)}`;
    if (moving) {
      const part = (now.getTime() - moving.from) / Math.max(1, moving.to - moving.from);
      const percent = Math.round(Math.min(1, Math.max(0, part)) * 100);
      progress.setAttribute("aria-valuenow", String(percent));
      progress.style.setProperty("--part", `${percent}%`);
    }
  }

  function drawNext() {
    const { movable, next: moment } = live.state.clock;
    replace(due, movable && moment ? dayAndTime(new Date(moment), zone()) : null);
  }

  live.on("hello", draw);
  live.on("change", draw);
  setInterval(() => live.state && drawTime(), LOOK_MS);
  return { element };
}
