/**
 * The pickers of a date, of a time, and of both. Dates and times are the reader's.
 */

import { el, replace } from "../../element.js";
import { drawIcon } from "../icons.js";
import { localTime, momentOf, pickedDate, timeOfDay } from "../text/dates.js";
import { calendar } from "./calendar.js";
import { combobox } from "./combobox.js";

const STEP_MINUTES = 30;
const TYPED_TIME = /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm)?$/iu;
let count = 0;

/** Draws a date picker, as a field. @param {import("./field.js").Place} place */
export function drawDatepicker(element, place) {
  count += 1;
  const id = place.naming.id ?? `date-${count}`;
  let value = place.value;
  const shown = el("span", { id: `${id}-shown` });
  const input = el(
    "button",
    {
      class: "date-button",
      type: "button",
      id,
      aria: {
        haspopup: "dialog",
        expanded: "false",
        label: place.naming.label,
        labelledby: place.naming.labelledBy && `${place.naming.labelledBy} ${id}-shown`,
      },
      on: { click: open },
    },
    drawIcon("calendar"),
    shown,
    el("span", { class: "combo-arrow" }, drawIcon("down")),
  );
  const clear = el(
    "button",
    {
      class: "combo-clear",
      type: "button",
      aria: { label: "Clear the date" },
      on: { click: () => put(null) },
    },
    drawIcon("close"),
  );
  const node = el("div", { class: "date" }, input, clear);
  show();

  function show() {
    const placeholder = element.placeholder?.text ?? "Select a date";
    replace(shown, value ? pickedDate(value) : placeholder);
    shown.toggleAttribute("data-empty", !value);
    if (place.naming.label)
      input.setAttribute(
        "aria-label",
        value ? `${place.naming.label}, ${pickedDate(value)}` : place.naming.label,
      );
    clear.hidden = !place.isOptional || !value;
  }

  function put(date) {
    const isNew = date !== value;
    value = date;
    show();
    input.focus();
    if (!isNew) return;
    place.onChange(value);
    place.onDone(value);
  }

  function open() {
    calendar({
      anchor: input,
      chosen: value,
      today: dateOf(localTime(place.reader.now(), place.reader.zone)),
      choose: put,
    });
  }

  return {
    node,
    input,
    get value() {
      return value;
    },
  };
}

/** Draws a time picker, as a field. @param {import("./field.js").Place} place */
export function drawTimepicker(element, place) {
  let value = place.value;
  const { element: box, input } = combobox({
    ...place.naming,
    placeholder: element.placeholder?.text ?? "Select a time",
    chosen: value ? [timeChoice(value)] : [],
    clearable: place.isOptional,
    find: (typed) => [{ label: "", choices: timesFor(typed).map(timeChoice) }],
    take: (typed) => (typedTime(typed) ? timeChoice(typedTime(typed)) : null),
    onChange: ([chosen]) => {
      value = chosen?.data ?? null;
      place.onChange(value);
    },
    onDone: () => place.onDone(value),
  });
  box.prepend(el("span", { class: "time-sign" }, drawIcon("clock")));
  box.classList.add("time");
  const zone = element.timezone && el("span", { class: "time-zone" }, element.timezone);
  return {
    node: zone ? el("div", {}, box, zone) : box,
    input,
    get value() {
      return value;
    },
  };
}

/** Draws a picker of date and time, as a field. @param {import("./field.js").Place} place */
export function drawDatetimepicker(element, place) {
  const { zone } = place.reader;
  const name = place.naming.label ?? "";
  let value = place.value;
  let date = value ? dateOf(localTime(value, zone)) : null;
  let time = value ? timeOfDay(value, zone) : null;

  const changed = (how) => (part) => {
    how(part);
    const before = value;
    const [year, month, day] = (date ?? "").split("-").map(Number);
    const [hour, minute] = (time ?? "").split(":").map(Number);
    value = date && time ? momentOf({ year, month, day, hour, minute }, zone) : null;
    if (value === before) return;
    place.onChange(value);
    place.onDone(value);
  };
  const part = (kind, at, how) => ({
    ...place,
    value: at,
    onChange: changed(how),
    onDone: () => {},
    naming: {
      id: place.naming.id && kind === "Date" ? place.naming.id : undefined,
      label: [name, kind].filter(Boolean).join(" "),
    },
  });
  const left = drawDatepicker(
    {},
    part("Date", date, (picked) => (date = picked)),
  );
  const right = drawTimepicker(
    {},
    part("Time", time, (picked) => (time = picked)),
  );
  const node = el(
    "div",
    {
      class: "date-and-time",
      role: "group",
      aria: { label: place.naming.label, labelledby: place.naming.labelledBy },
    },
    left.node,
    right.node,
  );
  return {
    node,
    input: left.input,
    get value() {
      return value;
    },
  };
}

/** Returns a time as `17:30` for what somebody types, such as `5:30 pm`, or null. */
export function typedTime(typed) {
  const found = TYPED_TIME.exec(typed.trim());
  if (!found) return null;
  const [, hours, minutes = "00", half] = found;
  let hour = Number(hours);
  if (half && (hour < 1 || hour > 12)) return null;
  if (half) hour = (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  if (hour > 23 || Number(minutes) > 59) return null;
  return `${String(hour).padStart(2, "0")}:${minutes}`;
}

function timesFor(typed) {
  const all = Array.from({ length: (24 * 60) / STEP_MINUTES }, (_, index) => {
    const minutes = index * STEP_MINUTES;
    return [Math.floor(minutes / 60), minutes % 60]
      .map((part) => String(part).padStart(2, "0"))
      .join(":");
  });
  const meant = typedTime(typed);
  if (!typed) return all;
  const begin = all.filter(
    (time) => time.replace(/^0/u, "").startsWith(typed) || time.startsWith(typed),
  );
  return meant && !begin.includes(meant) ? [meant, ...begin] : begin;
}

function timeChoice(time) {
  return { key: time, text: time, data: time };
}

function dateOf({ year, month, day }) {
  return [year, month, day].map((part) => String(part).padStart(2, "0")).join("-");
}
