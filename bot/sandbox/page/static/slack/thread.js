/**
 * A thread, at the right of its channel.
 */

import { el, replace } from "../element.js";
import { Composer } from "./composer/composer.js";
import { drawIcon } from "./icons.js";
import { MessageList } from "./messages/list.js";
import { inThread } from "./messages/timeline.js";

/** The thread that is open, if one is. */
export class ThreadPanel {
  /** All of it. */
  element;

  #live;
  #reader;
  #place = null;
  #list;
  #composer;
  #where = el("span", { class: "thread-where" });

  /**
   * @param {{live: object, reader: object, talk: object, sender: import("./sending.js").Sender,
   *   onClose: () => void}} parts
   */
  constructor({ live, reader, talk, sender, onClose }) {
    this.#live = live;
    this.#reader = reader;
    this.#list = new MessageList(
      { ...talk, isThread: true, thread: () => null },
      { label: "Replies", region: "thread" },
    );
    this.#composer = new Composer({
      label: "Reply…",
      region: "reply box",
      isThread: true,
      known: () => sender.known(),
      draft: () => this.#place && `draft:${live.user}:${this.#place.channel}:${this.#place.ts}`,
      send: (text) =>
        sender.reply(text, { channel: this.#place.channel, thread_ts: this.#place.ts }),
      waitsFor: () => "",
      onUp: () => this.#list.editLast(),
    });
    const close = el(
      "button",
      {
        class: "icon-button",
        type: "button",
        aria: { label: "Close thread" },
        on: { click: onClose },
      },
      drawIcon("close"),
    );
    this.element = el(
      "aside",
      { class: "thread", aria: { label: "Thread" }, hidden: true, on: { keydown: press } },
      el("header", { class: "thread-head" }, el("h2", {}, "Thread"), this.#where, close),
      this.#list.element,
      this.#composer.element,
    );

    function press(event) {
      if (event.key !== "Escape" || event.defaultPrevented || event.target.closest(".floating"))
        return;
      event.preventDefault();
      onClose();
    }
  }

  /** Where the thread is that is open: `{channel, ts}`, or null. */
  get place() {
    return this.#place;
  }

  /** The messages that are shown. */
  messages() {
    return this.#place
      ? inThread(this.#live.state.messages[this.#place.channel], this.#place.ts)
      : [];
  }

  /** Opens a thread, or none. */
  open(place) {
    this.#place = place;
    this.element.hidden = !place;
    if (!place) return;
    const channel = this.#reader.channel(place.channel);
    replace(this.#where, channel?.kind === "im" ? "Direct message" : `#${channel?.name ?? ""}`);
    this.#list.begin(this.messages(), this.#how());
    this.#composer.begin({ label: "Reply…" });
    this.#composer.focus();
  }

  /** Shows what has changed. @returns {boolean} whether the thread is still there. */
  update(change) {
    if (!this.#place || !change.messages?.some((one) => one.channel === this.#place.channel))
      return true;
    const messages = this.messages();
    if (messages.length === 0) return false;
    this.#list.update(messages, this.#how());
    return true;
  }

  /** Draws everything anew: names or dates are to look different. */
  redraw() {
    this.#list.redraw();
  }

  #how() {
    const count = this.messages().length - 1;
    return {
      days: false,
      afterFirst: count > 0 ? `${count} ${count === 1 ? "reply" : "replies"}` : null,
    };
  }
}
