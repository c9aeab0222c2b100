/**
 * What the person who is looking sees, kept up to date by the server's stream.
 */

import { recall, remember } from "./memory.js";

const FIRST_WAIT = 300;
const LONGEST_WAIT = 3000;

/** Keys of a change that stand for all there is, and take the place of what was known. */
const WHOLE = [
  "time",
  "clock",
  "team",
  "app",
  "stack",
  "home",
  "connected",
  "faults",
  "spreadsheets",
];

/** The state of one person, and the events by which it changes. */
export class Live {
  /** What the server's `hello` said, with all changes since; null until it has come. */
  state = null;
  /** The id of the person whose view `state` is; "" until there is one. */
  user = "";

  #listeners = { hello: new Set(), change: new Set(), sheet: new Set(), link: new Set() };
  #stream = null;
  #waiting = 0;
  #failures = 0;
  #link = "";
  #offset = 0;

  /** Begins as whoever this browser was last, or as the editor. */
  async start() {
    const known = recall("user", "");
    try {
      const isThere = known && (await exists(known));
      if (recall("user", "") === known) this.#open(isThere ? known : "");
    } catch {
      this.#lost();
    }
  }

  /** Looks as another person, by a stream of their own: from its `hello` on. */
  become(user) {
    remember("user", user);
    this.#open(user);
  }

  /**
   * Calls a listener on: "hello" (with the new state), "change" (with what has changed, after
   * `state` has it), "sheet" (with the event), "link" (with "up" or "down").
   *
   * @returns {() => void} ends it.
   */
  on(kind, listener) {
    this.#listeners[kind].add(listener);
    return () => this.#listeners[kind].delete(listener);
  }

  /** The time in the sandbox. @returns {Date} */
  now() {
    return new Date(Date.now() + this.#offset);
  }

  #open(user) {
    this.#stream?.close();
    clearTimeout(this.#waiting);
    const stream = new EventSource(`/sandbox/live?user=${encodeURIComponent(user)}`);
    this.#stream = stream;
    stream.addEventListener("hello", ({ data }) => this.#hello(JSON.parse(data)));
    stream.addEventListener("change", ({ data }) => this.#change(JSON.parse(data)));
    stream.addEventListener("sheet", ({ data }) => this.#tell("sheet", JSON.parse(data)));
    stream.addEventListener("error", () => stream === this.#stream && this.#lost());
  }

  /** Tries again by itself: the browser's own way of doing so gives up for good on some answers. */
  #lost() {
    this.#stream?.close();
    this.#stream = null;
    this.#goes("down");
    const wait = Math.min(FIRST_WAIT * 2 ** this.#failures, LONGEST_WAIT);
    this.#failures += 1;
    this.#waiting = setTimeout(() => this.start(), wait);
  }

  #goes(link) {
    if (link === this.#link) return;
    this.#link = link;
    this.#tell("link", link);
  }

  #hello(state) {
    const messages = {};
    for (const [channel, list] of Object.entries(state.messages)) messages[channel] = byTs(list);
    this.state = { ...state, messages };
    this.user = state.user;
    this.#failures = 0;
    this.#clockSays(state.time);
    this.#goes("up");
    this.#tell("hello", this.state);
  }

  #change(change) {
    if (this.state === null) return;
    for (const key of WHOLE) if (key in change) this.state[key] = change[key];
    if (change.time) this.#clockSays(change.time);
    for (const key of ["people", "channels"]) {
      if (change[key]) this.state[key] = merged(this.state[key], change[key]);
    }
    for (const channel of change.channels ?? []) {
      if (!channel.members?.includes(this.user)) delete this.state.messages[channel.id];
    }
    Object.assign(this.state.reads, change.reads);
    for (const message of change.messages ?? []) this.#message(message);
    this.#tell("change", change);
  }

  #message(message) {
    const { channel, ts } = message;
    const known = this.state.messages[channel] ?? new Map();
    this.state.messages[channel] = known;
    if (message.gone) known.delete(ts);
    else if (known.has(ts) || ts > (lastKey(known) ?? "")) known.set(ts, message);
    else this.state.messages[channel] = byTs([...known.values(), message]);
  }

  #clockSays(time) {
    this.#offset = Date.parse(time) - Date.now();
  }

  /** One that fails is reported, and keeps nothing from the others. */
  #tell(kind, what) {
    for (const listener of [...this.#listeners[kind]]) {
      try {
        listener(what);
      } catch (problem) {
        reportError(problem);
      }
    }
  }
}

async function exists(user) {
  const answer = await fetch("/sandbox/world");
  return (await answer.json()).people.some((person) => person.id === user && !person.is_bot);
}

function byTs(list) {
  const sorted = [...list].sort((one, other) => (one.ts < other.ts ? -1 : 1));
  return new Map(sorted.map((message) => [message.ts, message]));
}

function lastKey(map) {
  let last;
  for (last of map.keys());
  return last;
}

function merged(known, changed) {
  const byId = new Map(known.map((one) => [one.id, one]));
  for (const one of changed) {
    if (one.gone) byId.delete(one.id);
    else byId.set(one.id, one);
  }
  return [...byId.values()];
}
