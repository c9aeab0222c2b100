/**
 * Moments as people say them, in a zone of theirs.
 */

const formats = new Map();

function format(zone, options) {
  const key = JSON.stringify([zone, options]);
  if (!formats.has(key))
    formats.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }));
  return formats.get(key);
}

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

/** "17:56" */
export function clockTime(moment, zone) {
  return format(zone, CLOCK).format(moment);
}

/** "Tue 24 Nov, 17:56" */
export function dayAndTime(moment, zone) {
  const day = format(zone, { weekday: "short", day: "numeric", month: "short" }).format(moment);
  return `${day.replace(",", "")}, ${clockTime(moment, zone)}`;
}

/** "Tuesday 24 November 2026" */
export function wholeDay(moment, zone) {
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  return format(zone, options).format(moment).replace(",", "");
}

/** "London", of "Europe/London"; "UTC" of itself. */
export function placeOf(zone) {
  return zone.split("/").at(-1).replaceAll("_", " ");
}

/** "GMT+5:30" */
export function offsetOf(moment, zone) {
  const parts = format(zone, { timeZoneName: "shortOffset" }).formatToParts(moment);
  return parts.find((part) => part.type === "timeZoneName").value;
}
