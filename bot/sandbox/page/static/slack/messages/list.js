/**
 * Messages below each other: kept at the newest unless somebody has scrolled up, older ones drawn
 * as they are scrolled to.
 *
 * @typedef {{
 *   reader: import("../reader.js").Reader, acting: import("../../acting.js").Acting,
 *   layers: import("../layers.js").Layers, isThread: boolean,
 *   app: () => object, thread: (ts: string) => object|null,
 *   openThread: (ts: string) => void, edit: (row: import("./message.js").MessageRow) => void,
 * }} Talk what the messages of a list have in common.
 */

import { el, replace } from "../../element.js";
import { arrange } from "../arrange.js";
import { drawIcon } from "../icons.js";
import { MessageRow } from "./message.js";
import { rowsOf } from "./timeline.js";
import { messageBar } from "./toolbar.js";

const FIRST = 60;
const STEP = 40;
const NEAR_PX = 40;
const EARLY_PX = 600;

/** A list of messages. */
export class MessageList {
  /** Holds all of it. */
  element;
  /** Called when the newest message is in sight. */
  onSeen = () => {};

  #talk;
  #scroll;
  #list;
  /** Tells those who do not see the list what has come. */
  #spoken = el("div", { class: "unseen", aria: { live: "polite" } });
  #intro = el("div", { class: "messages-intro" });
  #jump;
  #rows = new Map();
  #given = { messages: [], how: {} };
  #most = FIRST;
  #isAtEnd = true;
  #current = null;
  #bar = null;

  /** @param {Talk} talk @param {{label: string, region?: string}} how */
  constructor(talk, { label, region }) {
    this.#talk = talk;
    this.#list = el("div", {
      class: "messages-list",
      role: "list",
      aria: { label },
      on: {
        keydown: (event) => this.#press(event),
        focusin: (event) => this.#focused(event),
        // Also what moves below a pointer at rest is pointed at, once that moves again.
        pointermove: (event) => this.#pointed(event),
        pointerleave: () => this.#showBar(null),
      },
    });
    this.#scroll = el(
      "div",
      {
        class: "messages-scroll",
        data: { region: region ?? null },
        on: { scroll: () => this.#scrolled() },
      },
      this.#intro,
      this.#list,
    );
    this.#jump = el(
      "button",
      { class: "messages-jump", type: "button", hidden: true, on: { click: () => this.toEnd() } },
      drawIcon("down"),
      "New messages",
    );
    this.element = el("div", { class: "messages" }, this.#scroll, this.#jump, this.#spoken);
    new ResizeObserver(() => this.#isAtEnd && this.#stick()).observe(this.#list);
    new ResizeObserver(() => this.#isAtEnd && this.#stick()).observe(this.#scroll);
  }

  /** Whether the newest message is in sight. */
  get isAtEnd() {
    return this.#isAtEnd;
  }

  /** Begins with other messages: at what is new in them, or at their end. */
  begin(messages, how) {
    for (const { node } of this.#rows.values()) node.remove();
    this.#rows = new Map();
    this.#current = null;
    this.#showBar(null);
    const fresh = how.newFrom ? messages.filter((one) => one.ts > how.newFrom).length : 0;
    this.#most = Math.max(FIRST, fresh + STEP / 2);
    this.#isAtEnd = true;
    this.#given = { messages: [], how };
    this.update(messages, how);
    this.toEnd();
    const line = this.#rows.get("new")?.node;
    if (line && line.offsetTop < this.#scroll.scrollTop)
      this.#scroll.scrollTop = line.offsetTop - NEAR_PX;
  }

  /**
   * Shows messages, oldest first.
   *
   * @param {object[]} messages
   * @param {{newFrom?: string|null, days?: boolean, afterFirst?: string|null, intro?: Node[]}} how
   *   see `rowsOf`; `intro` stands above the first message.
   */
  update(messages, how) {
    const before = this.#given.messages.at(-1)?.ts ?? "";
    this.#given = { messages, how };
    this.#draw();
    const fresh = before ? messages.filter((one) => one.ts > before) : [];
    if (fresh.length === 0) return;
    const { me } = this.#talk.reader;
    if (fresh.some((one) => one.user === me)) this.toEnd();
    this.#jump.hidden = this.#isAtEnd;
    const others = fresh.filter((one) => one.user !== me);
    this.#spoken.textContent = others.map(({ ts }) => this.#rows.get(ts)?.node.ariaLabel).join(" ");
  }

  /** Draws everything anew: names or dates are to look different. */
  redraw() {
    for (const { row } of this.#rows.values()) row?.redraw();
    this.#draw();
  }

  /** Goes to the newest message. */
  toEnd() {
    this.#isAtEnd = true;
    this.#jump.hidden = true;
    this.#stick();
    this.onSeen();
  }

  /** Puts the focus on a message, or on the newest. */
  focus(ts) {
    (this.#rows.get(ts)?.node ?? this.#current)?.focus();
  }

  /** Lets the person change the last message of their own. */
  editLast() {
    const { reader } = this.#talk;
    const mine = ({ row }) =>
      row && row.message.user === reader.me && !row.message.ephemeral && !row.message.subtype;
    const last = [...this.#rows.values()].findLast(mine);
    if (last) this.#talk.edit(last.row);
  }

  #draw() {
    const { messages, how } = this.#given;
    const { reader } = this.#talk;
    const shown = messages.slice(-this.#most);
    const { newFrom, days, afterFirst } = how;
    const rows = rowsOf(shown, { zone: reader.zone, now: reader.now(), newFrom, days, afterFirst });
    const next = new Map();
    for (const row of rows) next.set(row.key, this.#drawRow(row, this.#rows.get(row.key)));
    this.#rows = next;
    replace(this.#intro, shown.length === messages.length && how.intro);
    const focused = this.#list.contains(document.activeElement);
    arrange(
      this.#list,
      [...next.values()].map(({ node }) => node),
    );
    if (focused && !this.#list.contains(document.activeElement)) this.#lastRow()?.element.focus();
    this.#keepCurrent();
    if (this.#isAtEnd) this.#stick();
  }

  #drawRow(row, before) {
    if (row.type !== "message") return { node: drawLine(row, before?.node) };
    const shown = before?.row ?? new MessageRow(this.#talk, row.message);
    shown.update(row.message, { follows: row.follows, thread: this.#talk.thread(row.message.ts) });
    if (this.#bar?.row === shown && !this.#bar.node.isConnected) this.#showBar(shown, true);
    return before ?? { node: shown.element, row: shown };
  }

  #lastRow() {
    return [...this.#rows.values()].findLast(({ row }) => row)?.row ?? null;
  }

  /** The keyboard comes to the newest message, unless it is at another already. */
  #keepCurrent() {
    const focused = this.#list.contains(document.activeElement) && this.#current?.isConnected;
    const row = focused ? this.#rowOf(this.#current) : this.#lastRow();
    this.#makeCurrent(row);
  }

  #makeCurrent(row) {
    const before = this.#current && this.#rowOf(this.#current);
    if (before && before !== row) before.isCurrent = false;
    if (row) row.isCurrent = true;
    this.#current = row?.element ?? null;
  }

  #rowOf(node) {
    return this.#rows.get(node.closest(".message")?.dataset.ts)?.row ?? null;
  }

  #focused({ target }) {
    const row = this.#rowOf(target);
    if (!row) return;
    if (row.element !== this.#current) this.#makeCurrent(row);
    this.#showBar(row);
  }

  #pointed({ target }) {
    const row = this.#rowOf(target);
    if (row) this.#showBar(row);
  }

  #showBar(row, anew = false) {
    if (this.#bar?.row === row && !anew) return;
    if (this.#isBarInUse()) return;
    this.#bar?.node.remove();
    const node = row && !row.isEdited ? messageBar(row, this.#talk) : null;
    this.#bar = node && { row, node };
    if (node) row.element.append(node);
  }

  #isBarInUse() {
    const node = this.#bar?.node;
    return (
      node?.isConnected &&
      (node.contains(document.activeElement) || node.querySelector(".floating"))
    );
  }

  #press(event) {
    const row = event.target.closest(".message");
    if (
      event.key === "Escape" &&
      row &&
      event.target !== row &&
      !event.target.closest(".composer, .floating")
    ) {
      event.stopPropagation();
      row.focus();
      return;
    }
    if (event.target !== row) return;
    const nodes = [...this.#rows.values()].filter((one) => one.row).map(({ node }) => node);
    const at = nodes.indexOf(row);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: nodes.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0) this.#older();
    else nodes[to]?.focus();
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroll;
    const wasAtEnd = this.#isAtEnd;
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    if (this.#isAtEnd && !wasAtEnd) {
      this.#jump.hidden = true;
      this.onSeen();
    }
    if (scrollTop < EARLY_PX && !this.#isAtEnd) this.#older();
  }

  #older() {
    if (this.#most >= this.#given.messages.length) return;
    const left = this.#scroll.scrollHeight - this.#scroll.scrollTop;
    this.#most += STEP;
    this.#draw();
    this.#scroll.scrollTop = this.#scroll.scrollHeight - left;
  }

  #stick() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }
}

/** Draws the line of a day, of what is new, or of how many replies there are. */
function drawLine({ type, label = "New" }, before) {
  const node =
    before ?? el("div", { class: `messages-line ${type}-line`, role: "listitem" }, el("span"));
  node.setAttribute("aria-label", type === "new" ? "New messages" : label);
  node.firstElementChild.textContent = label;
  return node;
}
