/**
 * Which messages stand where: in a channel or in a thread, one after the other, with the days
 * between them and the line above what is new.
 */

import { dayDivider, dayNumber } from "../text/dates.js";

const TOGETHER_SECONDS = 5 * 60;

/** Tells whether a message stands in another's thread. */
export function isReply(message) {
  return Boolean(message.thread_ts) && message.thread_ts !== message.ts;
}

/** Returns the messages of a channel outside its threads, oldest first. */
export function inChannel(messages) {
  return [...(messages?.values() ?? [])].filter((one) => !isReply(one) || one.broadcast);
}

/** Returns the messages of a thread, its first included, oldest first. */
export function inThread(messages, ts) {
  return [...(messages?.values() ?? [])].filter((one) => one.ts === ts || one.thread_ts === ts);
}

/**
 * Returns the threads of a channel: for the timestamp of each first message, who has answered it,
 * how often, and when last. Answers that only one person sees do not count.
 */
export function threadsOf(messages) {
  const threads = new Map();
  for (const message of messages?.values() ?? []) {
    if (!isReply(message) || message.ephemeral) continue;
    const thread = threads.get(message.thread_ts) ?? { count: 0, users: [], last: "" };
    thread.count += 1;
    thread.last = message.ts;
    if (!thread.users.includes(message.user)) thread.users.push(message.user);
    threads.set(message.thread_ts, thread);
  }
  return threads;
}

/** Returns how many messages of a channel a person has not read, and how many of them name them. */
export function unreadIn(messages, read, me) {
  const fresh = inChannel(messages).filter(
    (one) => one.ts > (read ?? "") && one.user !== me && !one.ephemeral,
  );
  const mentions = fresh.filter((one) => namesReader(one, me));
  return { count: fresh.length, mentions: mentions.length };
}

function namesReader(message, me) {
  return (
    JSON.stringify([message.text, message.blocks]).includes(me) ||
    /<!(?:here|channel|everyone)>/u.test(message.text)
  );
}

/**
 * Returns what is shown, in order: `{type: "day", key, label}`, `{type: "new", key}` and
 * `{type: "message", key, message, follows}`; `follows` says that it goes on with the one before,
 * without its author being named again.
 *
 * @param {object[]} messages oldest first.
 * @param {{zone: string, now: number, newFrom?: string|null, days?: boolean, afterFirst?: string|null}} how
 *   `newFrom` is the timestamp after which messages are new; without `days`, none are between them;
 *   `afterFirst` is what stands on a line below the first message: `{type: "line", key, label}`.
 */
export function rowsOf(messages, { zone, now, newFrom = null, days = true, afterFirst = null }) {
  const rows = [];
  let before = null;
  let isNewShown = newFrom === null;
  for (const message of messages) {
    const seconds = Number(message.ts);
    const day = dayNumber(seconds, zone);
    const isOtherDay = days && day !== before?.day;
    if (isOtherDay)
      rows.push({ type: "day", key: `day ${day}`, label: dayDivider(seconds, zone, now) });
    const isFirstNew = !isNewShown && message.ts > newFrom;
    if (isFirstNew) {
      rows.push({ type: "new", key: "new" });
      isNewShown = true;
    }
    const isBelowLine = rows.at(-1)?.type === "line";
    const follows = !isOtherDay && !isFirstNew && !isBelowLine && goesOn(before, message, seconds);
    rows.push({ type: "message", key: message.ts, message, follows });
    if (afterFirst && before === null) rows.push({ type: "line", key: "line", label: afterFirst });
    before = { message, seconds, day };
  }
  return rows;
}

function goesOn(before, message, seconds) {
  return (
    before !== null &&
    before.message.user === message.user &&
    seconds - before.seconds < TOGETHER_SECONDS &&
    !message.ephemeral &&
    !before.message.ephemeral &&
    !message.subtype &&
    !before.message.subtype
  );
}
