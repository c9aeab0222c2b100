/**
 * The Slack: sidebar, conversation, thread and modals of the person who is looking.
 */

import { el } from "../element.js";
import { recall, remember } from "../memory.js";
import { Composer } from "./composer/composer.js";
import { asTyped } from "./composer/wire.js";
import { Conversation } from "./conversation.js";
import { Layers } from "./layers.js";
import { threadsOf } from "./messages/timeline.js";
import { ModalStack } from "./modal/stack.js";
import { Reader } from "./reader.js";
import { Sender } from "./sending.js";
import { Sidebar } from "./sidebar.js";
import { dayNumber } from "./text/dates.js";
import { ThreadPanel } from "./thread.js";

/**
 * Draws the Slack.
 *
 * @param {{live: import("../live.js").Live, acting: import("../acting.js").Acting}} page
 * @returns {{element: HTMLElement, focus: () => void}}
 */
export function slackPane({ live, acting }) {
  const pane = new Pane(live, acting);
  return { element: pane.element, focus: () => pane.focus() };
}

class Pane {
  element;

  #live;
  #reader;
  #sender;
  #sidebar;
  #conversation;
  #thread;
  #modals;
  #user = null;
  #place = { channel: null, tab: "messages" };
  #threads = new Map();
  #day = "";

  constructor(live, acting) {
    this.#live = live;
    const reader = new Reader(live, (channel) => this.#open(channel));
    this.#reader = reader;
    const body = el("div", { class: "slack-body" });
    const layers = new Layers(body);
    const app = () => live.state.app;
    const sender = new Sender({ live, acting, reader });
    this.#sender = sender;
    const talk = {
      reader,
      acting,
      layers,
      app,
      isThread: false,
      thread: (ts) => this.#threads.get(ts) ?? null,
      openThread: (ts) => this.#openThread(ts),
      edit: (row) => this.#edit(row),
    };
    this.#sidebar = new Sidebar({
      live,
      reader,
      acting,
      choose: (channel) => this.#open(channel, { takesFocus: true }),
    });
    this.#conversation = new Conversation({
      live,
      reader,
      acting,
      layers,
      talk,
      sender,
      onTab: (tab) => this.#turn(tab),
    });
    this.#thread = new ThreadPanel({
      live,
      reader,
      talk,
      sender,
      onClose: () => this.#closeThread(),
    });
    this.#modals = new ModalStack({
      reader,
      acting,
      layers,
      app,
      conversation: () => this.#place.channel,
    });
    body.append(this.#sidebar.element, this.#conversation.element, this.#thread.element);
    this.element = el("div", { class: "slack" }, body, layers.element);
    live.on("hello", () => this.#hello());
    live.on("change", (change) => this.#change(change));
    document.addEventListener("visibilitychange", () => live.state && this.#conversation.seen());
  }

  /** Puts the focus where one would go on. */
  focus() {
    this.#conversation.focus();
  }

  #hello() {
    const { user } = this.#live;
    const isSame = user === this.#user;
    this.#user = user;
    this.#day = this.#today();
    if (!isSame) {
      this.#modals.update([]);
      this.#thread.open(null);
      this.#place = recall(`place:${user}`, this.#place);
    }
    this.#open(this.#known(this.#place.channel) ?? this.#first(), {
      tab: this.#place.tab,
      isAnew: !isSame,
    });
    this.#modals.update(this.#live.state.stack);
  }

  #change(change) {
    if (change.messages) this.#findThreads();
    const today = this.#today();
    const looksDifferent = today !== this.#day || change.people || change.time;
    this.#day = today;
    this.#conversation.update(change);
    if (!this.#thread.update(change)) this.#closeThread();
    if (change.stack) this.#modals.update(change.stack);
    if (looksDifferent) this.#redraw();
    if (!this.#known(this.#place.channel)) this.#open(this.#first());
    else this.#sidebar.update(this.#place.channel);
  }

  #redraw() {
    this.#conversation.redraw();
    this.#thread.redraw();
    this.#modals.redraw();
  }

  /** The reader's day: when another begins, dates are to look different. */
  #today() {
    return String(dayNumber(this.#reader.now(), this.#reader.zone));
  }

  #open(channel, { tab, isAnew = true, takesFocus = false } = {}) {
    const isApp = this.#reader.channel(channel)?.kind === "im";
    const { home_tab: hasHome, messages_tab: hasMessages } = this.#live.state.app;
    const wanted = tab ?? (channel === this.#place.channel ? this.#place.tab : "messages");
    const shown = !isApp
      ? "messages"
      : wanted === "home" && hasHome
        ? "home"
        : hasMessages
          ? "messages"
          : "home";
    if (channel !== this.#place.channel && this.#thread.place) this.#thread.open(null);
    this.#place = { channel, tab: shown };
    remember(`place:${this.#user}`, this.#place);
    this.#findThreads();
    if (isAnew) this.#conversation.open(channel, shown);
    else this.#again(channel);
    this.#sidebar.update(channel);
    if (takesFocus) this.#conversation.focus();
  }

  /** After a new beginning of the stream: whatever is there may have changed. */
  #again(channel) {
    const { home } = this.#live.state;
    this.#conversation.update({ messages: [{ channel }], channels: [], home });
    if (!this.#thread.update({ messages: [{ channel }] })) this.#closeThread();
  }

  #turn(tab) {
    this.#open(this.#place.channel, { tab });
  }

  /** A channel of the person's own, or null. */
  #known(channel) {
    return this.#reader.channel(channel)?.members.includes(this.#reader.me) ? channel : null;
  }

  #first() {
    const mine = this.#reader
      .conversations()
      .filter((one) => this.#known(one.id) && !one.is_archived);
    mine.sort(
      (one, other) =>
        (one.kind === "im") - (other.kind === "im") || one.name.localeCompare(other.name),
    );
    return mine[0]?.id ?? null;
  }

  #findThreads() {
    this.#threads = threadsOf(this.#live.state.messages[this.#place.channel]);
  }

  #openThread(ts) {
    this.#thread.open({ channel: this.#place.channel, ts });
  }

  #closeThread() {
    const ts = this.#thread.place?.ts;
    this.#thread.open(null);
    if (ts) this.#conversation.focusMessage(ts);
  }

  #edit(row) {
    const { message } = row;
    const done = () => {
      row.edit(null);
      row.element.focus();
    };
    const box = new Composer({
      label: "Edit message",
      text: asTyped(message.text, this.#reader),
      known: () => ({ ...this.#sender.known(), commands: [] }),
      send: async (text) => {
        await this.#sender.edit(text, message);
        done();
      },
      onCancel: done,
    });
    row.edit(box.element);
    box.resize();
    box.focus();
  }
}
