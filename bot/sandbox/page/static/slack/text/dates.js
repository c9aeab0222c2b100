/**
 * Moments as Slack writes them, in the reader's time zone. Moments are seconds since 1970; `zone`
 * is an IANA name, `now` the reader's present moment.
 */

const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December",
]; // prettier-ignore
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const QUARTER = 15 * MINUTE;
const formats = new Map();
const offsets = new Map();

/** Returns a moment's year, month (1–12), day, hour, minute, second and weekday (0 is Sunday). */
export function localTime(seconds, zone) {
  const wall = wallClock(seconds, zone);
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    weekday: wall.getUTCDay(),
  };
}

/** Returns the number of a moment's day, counted from 1970: equal for moments of the same day. */
export function dayNumber(seconds, zone) {
  return Math.floor(wallClock(seconds, zone).getTime() / 1000 / DAY);
}

/** Returns the moment at which the clock in `zone` shows a date and a time. */
export function momentOf({ year, month, day, hour = 0, minute = 0 }, zone) {
  const wanted = Date.UTC(year, month - 1, day, hour, minute) / 1000;
  const first = wanted - offset(wanted, zone);
  return wanted - offset(first, zone);
}

/** Returns `10:12`, or `10:12:33` with `seconds` shown. */
export function timeOfDay(moment, zone, { withSeconds = false } = {}) {
  const { hour, minute, second } = localTime(moment, zone);
  const shown = withSeconds ? [hour, minute, second] : [hour, minute];
  return shown.map((each) => String(each).padStart(2, "0")).join(":");
}

/** Returns what stands on the line between two days: `Today`, or `Tuesday, May 5th`. */
export function dayDivider(seconds, zone, now) {
  return capital(closeDay(seconds, zone, now) || longDay(seconds, zone, now));
}

/** Returns when the last reply of a thread came: `today at 10:12`, `3 days ago`. */
export function lastReply(seconds, zone, now) {
  const close = closeDay(seconds, zone, now);
  return close ? `${close} at ${timeOfDay(seconds, zone)}` : ago(seconds, now);
}

/** Returns a moment in full, for a tooltip: `Today at 10:12:33`, `May 5th at 10:12:33`. */
export function fullMoment(seconds, zone, now) {
  const { month, day, year } = localTime(seconds, zone);
  const isThisYear = year === localTime(now, zone).year;
  const date = `${MONTHS[month - 1]} ${ordinal(day)}${isThisYear ? "" : `, ${year}`}`;
  const shown = capital(closeDay(seconds, zone, now)) || date;
  return `${shown} at ${timeOfDay(seconds, zone, { withSeconds: true })}`;
}

/** Returns a date as a date picker shows it: `May 5th, 2026`. */
export function pickedDate(date) {
  const [year, month, day] = date.split("-").map(Number);
  return `${MONTHS[month - 1]} ${ordinal(day)}, ${year}`;
}

/**
 * Returns a moment as a format of Slack's says, such as `{date_short_pretty} at {time}`, or null
 * where the moment or a token of the format is none.
 */
export function formatMoment(seconds, pattern, zone, now) {
  if (!Number.isFinite(seconds) || Math.abs(seconds) > 8.64e12) return null;
  let isKnown = true;
  const shown = pattern.replace(/\{(\w+)\}/gu, (_, token, at) => {
    const write = Object.hasOwn(TOKENS, token) ? TOKENS[token] : null;
    if (!write) isKnown = false;
    const text = write?.(seconds, zone, now) ?? "";
    return at === 0 ? capital(text) : text;
  });
  return isKnown ? shown : null;
}

const TOKENS = {
  date_num: (moment, zone) => {
    const { year, month, day } = localTime(moment, zone);
    return [year, two(month), two(day)].join("-");
  },
  date_slash: (moment, zone) => {
    const { year, month, day } = localTime(moment, zone);
    return [two(day), two(month), year].join("/");
  },
  date: dated((at) => `${MONTHS[at.month - 1]} ${ordinal(at.day)}, ${at.year}`),
  date_short: dated((at) => `${MONTHS[at.month - 1].slice(0, 3)} ${at.day}, ${at.year}`),
  date_long: dated(
    (at) => `${DAYS[at.weekday]}, ${MONTHS[at.month - 1]} ${ordinal(at.day)}, ${at.year}`,
  ),
  date_long_full: dated((at) => `${MONTHS[at.month - 1]} ${at.day}, ${at.year}`),
  date_pretty: pretty("date"),
  date_short_pretty: pretty("date_short"),
  date_long_pretty: pretty("date_long"),
  day_divider_pretty: (moment, zone, now) =>
    closeDay(moment, zone, now) || longDay(moment, zone, now),
  time: (moment, zone) => timeOfDay(moment, zone),
  time_secs: (moment, zone) => timeOfDay(moment, zone, { withSeconds: true }),
  ago: (moment, _zone, now) => ago(moment, now),
};

function dated(write) {
  return (moment, zone) => write(localTime(moment, zone));
}

function pretty(token) {
  return (moment, zone, now) => closeDay(moment, zone, now) || TOKENS[token](moment, zone, now);
}

function longDay(seconds, zone, now) {
  const { year, month, day, weekday } = localTime(seconds, zone);
  const date = `${DAYS[weekday]}, ${MONTHS[month - 1]} ${ordinal(day)}`;
  return year === localTime(now, zone).year ? date : `${date}, ${year}`;
}

function closeDay(seconds, zone, now) {
  const distance = dayNumber(seconds, zone) - dayNumber(now, zone);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[distance] ?? "";
}

function ago(seconds, now) {
  const distance = Math.abs(now - seconds);
  if (distance < MINUTE) return "just now";
  const steps = [
    ["minute", MINUTE],
    ["hour", HOUR],
    ["day", DAY],
    ["month", 30 * DAY],
  ];
  steps.push(["year", 365 * DAY]);
  const [unit, length] = steps.findLast(([, step]) => distance >= step);
  const count = Math.floor(distance / length);
  const spoken = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return seconds > now ? `in ${spoken}` : `${spoken} ago`;
}

function ordinal(day) {
  const isTeen = day % 100 > 10 && day % 100 < 14;
  return day + ((!isTeen && { 1: "st", 2: "nd", 3: "rd" }[day % 10]) || "th");
}

function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function two(number) {
  return String(number).padStart(2, "0");
}

function offset(seconds, zone) {
  return wallClock(seconds, zone).getTime() / 1000 - Math.floor(seconds);
}

/** A date whose UTC fields show what a clock in the zone does. */
function wallClock(seconds, zone) {
  const whole = Math.floor(seconds);
  return new Date((whole + offsetAt(Math.floor(whole / QUARTER), zone)) * 1000);
}

/** Clocks are set at quarters of an hour: within one, they go on evenly. */
function offsetAt(quarter, zone) {
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const parts = {};
  for (const { type, value } of format(zone).formatToParts(quarter * QUARTER * 1000)) {
    parts[type] = Number(value);
  }
  const { year, month, day, hour, minute, second } = parts;
  const found = Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - quarter * QUARTER;
  offsets.set(key, found);
  return found;
}

function format(zone) {
  const known = formats.get(zone);
  if (known) return known;
  const options = {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric",
    hour: "numeric", minute: "numeric", second: "numeric",
  }; // prettier-ignore
  let made;
  try {
    made = new Intl.DateTimeFormat("en-GB", options);
  } catch {
    made = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
  }
  formats.set(zone, made);
  return made;
}
