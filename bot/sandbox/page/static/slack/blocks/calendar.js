/**
 * A month to choose a day from, by mouse or by keyboard.
 */

import { el, replace } from "../../element.js";
import { placeFloating } from "../float.js";
import { drawIcon } from "../icons.js";
import { pickedDate } from "../text/dates.js";

const DAYS = [
  ["Mo", "Monday"],
  ["Tu", "Tuesday"],
  ["We", "Wednesday"],
  ["Th", "Thursday"],
  ["Fr", "Friday"],
  ["Sa", "Saturday"],
  ["Su", "Sunday"],
];
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/**
 * Opens a calendar below its anchor; it closes when a day is chosen, on Escape, and on a click
 * elsewhere. Dates are such as `2026-05-05`.
 *
 * @param {{anchor: HTMLElement, chosen: string|null, today: string, choose: (date: string) => void}} how
 */
export function calendar({ anchor, chosen, today, choose }) {
  let at = utc(chosen ?? today);
  const title = el("span", { class: "calendar-title", aria: { live: "polite" } });
  const grid = el("div", {
    class: "calendar-grid",
    role: "grid",
    aria: { label: "Days" },
    on: { keydown: press },
  });
  const turn = (name, icon, months) =>
    el(
      "button",
      {
        class: "icon-button",
        type: "button",
        aria: { label: name },
        on: { click: () => go(shifted(at, months), false) },
      },
      drawIcon(icon),
    );
  const element = el(
    "div",
    {
      class: "calendar floating",
      popover: "auto",
      role: "dialog",
      aria: { label: "Choose a date" },
      on: { keydown: (event) => event.key === "Escape" && event.stopPropagation() },
    },
    el(
      "div",
      { class: "calendar-head" },
      turn("Previous month", "back", -1),
      title,
      turn("Next month", "next", 1),
    ),
    grid,
  );
  anchor.after(element);
  anchor.setAttribute("aria-expanded", "true");
  element.addEventListener("toggle", (event) => {
    if (event.newState === "open") return;
    anchor.setAttribute("aria-expanded", "false");
    const hadFocus =
      element.contains(document.activeElement) || document.activeElement === document.body;
    element.remove();
    if (hadFocus) anchor.focus();
  });
  element.showPopover();
  go(at, true);
  placeFloating(element, anchor);

  function go(date, takesFocus) {
    at = date;
    replace(title, MONTH.format(at));
    replace(grid, headings(), weeks());
    if (takesFocus) grid.querySelector("[tabindex='0']").focus();
  }

  function headings() {
    const names = DAYS.map(([short, long]) =>
      el("span", { role: "columnheader", aria: { label: long } }, short),
    );
    return el("div", { class: "calendar-row calendar-days", role: "row" }, names);
  }

  function weeks() {
    const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
    const start = moved(first, -((first.getUTCDay() + 6) % 7));
    return Array.from({ length: 6 }, (_, week) => {
      const days = Array.from({ length: 7 }, (__, day) => dayButton(moved(start, week * 7 + day)));
      return el("div", { class: "calendar-row", role: "row" }, days);
    });
  }

  function dayButton(day) {
    const date = iso(day);
    const isOutside = day.getUTCMonth() !== at.getUTCMonth();
    const button = el(
      "button",
      {
        class: "calendar-day",
        type: "button",
        tabIndex: date === iso(at) ? 0 : -1,
        data: { outside: isOutside ? "" : null, today: date === today ? "" : null },
        aria: {
          label: pickedDate(date),
          pressed: String(date === chosen),
          current: date === today ? "date" : null,
        },
        on: { click: () => pick(date) },
      },
      String(day.getUTCDate()),
    );
    return el("span", { role: "gridcell" }, button);
  }

  function pick(date) {
    element.hidePopover();
    choose(date);
  }

  function press(event) {
    const to = target(event);
    if (!to) return;
    event.preventDefault();
    go(to, true);
  }

  function target({ key, shiftKey }) {
    switch (key) {
      case "ArrowLeft":
        return moved(at, -1);
      case "ArrowRight":
        return moved(at, 1);
      case "ArrowUp":
        return moved(at, -7);
      case "ArrowDown":
        return moved(at, 7);
      case "Home":
        return moved(at, -((at.getUTCDay() + 6) % 7));
      case "End":
        return moved(at, 6 - ((at.getUTCDay() + 6) % 7));
      case "PageUp":
        return shifted(at, shiftKey ? -12 : -1);
      case "PageDown":
        return shifted(at, shiftKey ? 12 : 1);
      default:
        return null;
    }
  }
}

function utc(date) {
  return new Date(`${date}T00:00:00Z`);
}

function iso(day) {
  return day.toISOString().slice(0, 10);
}

function moved(day, days) {
  return new Date(day.getTime() + days * 86_400_000);
}

/** The same day of another month, or that month's last where it has none such. */
function shifted(day, months) {
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 0));
  return new Date(
    Date.UTC(
      last.getUTCFullYear(),
      last.getUTCMonth(),
      Math.min(day.getUTCDate(), last.getUTCDate()),
    ),
  );
}
