/**
 * One message as it is shown, kept up to date.
 */

import { avatar } from "../../avatar.js";
import { el, replace } from "../../element.js";
import { BlockList } from "../blocks/list.js";
import { Surface } from "../blocks/surface.js";
import { drawIcon } from "../icons.js";
import { fullMoment, lastReply, timeOfDay } from "../text/dates.js";
import { drawBlocks } from "../text/draw.js";
import { parseMrkdwn, wordsOf } from "../text/mrkdwn.js";
import { drawAttachments } from "./attachments.js";
import { drawReactions } from "./reactions.js";

const SPOKEN = 300;
const FACES = 3;
const BIG = 23;
const TABBABLE = "a[href], button, input, textarea, [contenteditable='true']";

/** A message in a channel or thread. */
export class MessageRow {
  /** What is shown. */
  element = el("div", { class: "message", role: "listitem", tabIndex: -1 });

  #talk;
  #surface;
  #blocks;
  #shown = "";
  #isCurrent = false;
  #editing = null;

  /** @param {import("./list.js").Talk} talk where it stands. */
  constructor(talk, message) {
    this.#talk = talk;
    this.message = message;
    const where = () => ({ channel: this.message.channel, ts: this.message.ts });
    const { reader, acting, layers } = talk;
    this.#surface = new Surface({
      kind: "message",
      reader,
      acting,
      layers,
      where,
      conversation: () => this.message.channel,
    });
    this.#blocks = new BlockList(this.#surface);
    this.element.dataset.ts = message.ts;
  }

  /**
   * Shows a message.
   *
   * @param {object} message
   * @param {{follows: boolean, thread: object|null}} how `thread` is what `threadsOf` says of it.
   */
  update(message, { follows, thread }) {
    const { reader } = this.#talk;
    const last =
      thread && `${thread.count} ${lastReply(Number(thread.last), reader.zone, reader.now())}`;
    const said = `${follows} ${last} ${reader.zone}`;
    if (message === this.message && said === this.#shown) return;
    this.message = message;
    this.#shown = said;
    const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
    this.#draw(follows, thread);
    // A button that is gone, as another stands in its place, leaves the focus to its message.
    if (focused) (focused.isConnected ? focused : this.element).focus();
  }

  /** Draws everything anew: names or dates are to look different. */
  redraw() {
    this.#shown = "";
    this.#blocks.redraw();
  }

  /** Says whether the keyboard is at this message: only then Tab goes to what is in it. */
  set isCurrent(isCurrent) {
    this.#isCurrent = isCurrent;
    this.#arrangeTabs();
  }

  #draw(follows, thread) {
    const { message } = this;
    const { reader } = this.#talk;
    const author = reader.person(message.user);
    const seconds = Number(message.ts);
    const time = timeOfDay(seconds, reader.zone);
    const name = author.name || message.name;
    const isGone = message.subtype === "tombstone";
    const { dataset } = this.element;
    dataset.follows = String(follows);
    dataset.kind = isGone ? "gone" : message.ephemeral ? "ephemeral" : "said";
    this.element.setAttribute(
      "aria-label",
      `${name} at ${time}: ${wordsOf(message.text).slice(0, SPOKEN)}`,
    );
    const stamp = el(
      "time",
      {
        class: "message-time",
        dateTime: new Date(seconds * 1000).toISOString(),
        title: fullMoment(seconds, reader.zone, reader.now()),
      },
      time,
    );
    const head = !follows &&
      !isGone && [
        el("span", { class: "message-author" }, name),
        author.is_bot && el("span", { class: "app-badge" }, "APP"),
        stamp,
      ];
    replace(
      this.element,
      message.ephemeral &&
        el("div", { class: "message-only" }, drawIcon("eye"), "Only visible to you"),
      el(
        "div",
        { class: "message-gutter" },
        follows
          ? stamp
          : isGone
            ? el("span", { class: "message-gone" }, drawIcon("trash"))
            : avatar({ ...author, name }),
      ),
      el(
        "div",
        { class: "message-body" },
        head && el("div", { class: "message-head" }, head),
        message.broadcast && !this.#talk.isThread && this.#fromThread(),
        this.#editing ?? this.#content(isGone),
        drawAttachments(message, this.#surface),
        drawReactions(message, this.#talk),
        thread && this.#summary(thread),
      ),
    );
    this.#arrangeTabs();
  }

  #content(isGone) {
    const { message } = this;
    const { reader } = this.#talk;
    if (reader.person(message.user).is_bot && message.blocks.length > 0) {
      // Slack marks no message of blocks as edited.
      this.#blocks.update(message.blocks);
      return this.#blocks.element;
    }
    const lists = !reader.person(message.user).is_bot;
    const text = el(
      "div",
      { class: "text" },
      drawBlocks(parseMrkdwn(message.text, { lists }), reader),
    );
    text.toggleAttribute("data-big", isOnlyEmoji(text));
    if (message.edited && !isGone) {
      const last = text.lastElementChild?.matches(".text-paragraph") ? text.lastElementChild : text;
      last.append(" ", el("span", { class: "message-edited" }, "(edited)"));
    }
    return text;
  }

  /** A reply that was sent to the channel as well says where it belongs. */
  #fromThread() {
    const open = () => this.#talk.openThread(this.message.thread_ts);
    const link = el(
      "button",
      { class: "from-thread", type: "button", data: { action: "thread" }, on: { click: open } },
      "a thread",
    );
    return el("div", { class: "message-only" }, "replied to ", link);
  }

  #summary({ count, users, last }) {
    const { reader, openThread } = this.#talk;
    const replies = `${count} ${count === 1 ? "reply" : "replies"}`;
    const when = `Last reply ${lastReply(Number(last), reader.zone, reader.now())}`;
    return el(
      "button",
      {
        class: "thread-summary",
        type: "button",
        data: { action: "thread" },
        aria: { label: `${replies}. ${when}. View thread` },
        on: { click: () => openThread(this.message.ts) },
      },
      el(
        "span",
        { class: "thread-faces" },
        users.slice(0, FACES).map((id) => avatar(reader.person(id))),
      ),
      el("span", { class: "thread-count" }, replies),
      el("span", { class: "thread-last" }, when),
      el("span", { class: "thread-view" }, "View thread"),
      drawIcon("next"),
    );
  }

  /** Whether the person is changing what they wrote. */
  get isEdited() {
    return this.#editing !== null;
  }

  /** Shows a box to change the text in, in its place; null shows the message again. */
  edit(box) {
    this.#editing = box;
    this.redraw();
    this.update(this.message, {
      follows: this.element.dataset.follows === "true",
      thread: this.#talk.thread(this.message.ts),
    });
  }

  #arrangeTabs() {
    this.element.tabIndex = this.#isCurrent ? 0 : -1;
    for (const one of this.element.querySelectorAll(TABBABLE)) {
      if (this.#isCurrent && one.dataset.held !== undefined) {
        one.tabIndex = 0;
        delete one.dataset.held;
      } else if (!this.#isCurrent && one.tabIndex >= 0) {
        one.tabIndex = -1;
        one.dataset.held = "";
      }
    }
  }
}

/** A message of a few emoji and nothing else shows them large. */
function isOnlyEmoji(text) {
  const emoji = [...text.querySelectorAll(".emoji")].map((one) => one.textContent);
  const isMore = text.textContent.replace(/\s/gu, "") !== emoji.join("");
  return emoji.length > 0 && emoji.length <= BIG && !isMore;
}
