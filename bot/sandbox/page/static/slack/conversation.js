/**
 * The conversation in the middle: its head, its messages or the app's Home, and the message box.
 */

import { el, replace } from "../element.js";
import { Composer } from "./composer/composer.js";
import { HomeView } from "./home.js";
import { MessageList } from "./messages/list.js";
import { inChannel } from "./messages/timeline.js";
import { TalkHead } from "./talk_head.js";

/** What is open in the middle. */
export class Conversation {
  /** All of it. */
  element;

  #live;
  #parts;
  #channel = null;
  #tab = "messages";
  #newFrom = null;
  #posted = {};
  #head;
  #panel;
  #list;
  #home;
  #composer;
  #empty = el("div", { class: "talk-empty", hidden: true });

  /**
   * @param {{live: object, reader: object, acting: object, layers: object, talk: object,
   *   sender: import("./sending.js").Sender, onTab: (tab: string) => void}} parts
   */
  constructor(parts) {
    const { live, talk, sender } = parts;
    this.#live = live;
    this.#parts = parts;
    this.#head = new TalkHead({ ...parts, app: talk.app });
    this.#list = new MessageList(talk, { label: "Messages", region: "messages" });
    this.#list.onSeen = () => this.seen();
    this.#home = new HomeView({ ...parts, app: talk.app });
    this.#composer = new Composer({
      label: "Message",
      region: "message box",
      known: () => sender.known(),
      draft: () => this.#channel && `draft:${live.user}:${this.#channel}`,
      shortcuts: () => sender.shortcuts(),
      send: (text) => sender.send(text, { channel: this.#channel }),
      waitsFor: () => talk.app().name,
      onUp: () => this.#list.editLast(),
    });
    this.#panel = el("div", { class: "talk-panel" }, this.#list.element, this.#composer.element);
    this.element = el(
      "section",
      { class: "talk", aria: { label: "Conversation" } },
      this.#head.element,
      this.#head.tabs,
      this.#panel,
      this.#home.element,
      this.#empty,
    );
  }

  /** The messages that are shown. */
  messages() {
    return inChannel(this.#live.state.messages[this.#channel]);
  }

  /** Opens a conversation, at a tab if it is the app's; null for none. */
  open(channel, tab) {
    this.#channel = channel;
    this.#tab = tab;
    this.#drawHead();
    const isOpen = this.#conversation() !== null;
    const isHome = isOpen && tab === "home";
    this.#panel.hidden = !isOpen || isHome;
    this.#home.element.hidden = !isHome;
    this.#empty.hidden = isOpen;
    if (!isOpen) {
      replace(
        this.#empty,
        el("h3", {}, "You are in no channel"),
        el("p", {}, "Join one by Add channels on the left, or write to the app below it."),
      );
      return;
    }
    if (isHome) this.#home.open(this.#live.state.home);
    else this.#begin();
  }

  /** Puts the focus to the message box, or to the Home. */
  focus() {
    if (!this.#panel.hidden) this.#composer.focus();
    else this.#head.focusTab();
  }

  /** Puts the focus on a message. */
  focusMessage(ts) {
    this.#list.focus(ts);
  }

  /** Shows what has changed. */
  update(change) {
    if (change.home !== undefined && !this.#home.element.hidden) this.#home.update(change.home);
    if (change.channels || change.people) this.#drawHead();
    if (this.#panel.hidden) return;
    const isHere = change.messages?.some((one) => one.channel === this.#channel);
    if (!isHere) return;
    const read = this.#live.state.reads[this.#channel];
    if (this.#newFrom === null && !this.#isSeen()) this.#newFrom = read ?? null;
    this.#list.update(this.messages(), this.#how());
    this.seen();
  }

  /** Draws everything anew: names or dates are to look different. */
  redraw() {
    this.#drawHead();
    this.#home.redraw();
    this.#list.redraw();
  }

  /** Notes that what is in sight has been read. */
  async seen() {
    const channel = this.#channel;
    const newest = this.messages().at(-1)?.ts;
    const read = this.#live.state.reads[channel] ?? "";
    if (!newest || newest <= read || newest === this.#posted[channel] || !this.#isSeen()) return;
    this.#posted[channel] = newest;
    try {
      await this.#parts.acting.post("read", { channel, ts: newest });
    } catch {
      // It stays unread, and is tried again with the next message.
      delete this.#posted[channel];
    }
  }

  #isSeen() {
    return (
      document.visibilityState === "visible" && this.#panel.checkVisibility() && this.#list.isAtEnd
    );
  }

  #begin() {
    const messages = this.messages();
    const read = this.#live.state.reads[this.#channel];
    const isNew = read && messages.some((one) => one.ts > read && one.user !== this.#live.user);
    this.#newFrom = isNew ? read : null;
    this.#list.begin(messages, this.#how());
    this.#composer.begin({ label: `Message ${this.#name()}` });
    this.seen();
  }

  #how() {
    return { newFrom: this.#newFrom, intro: this.#intro() };
  }

  #conversation() {
    return this.#channel && this.#parts.reader.channel(this.#channel);
  }

  #app() {
    const channel = this.#conversation();
    const { reader } = this.#parts;
    return channel?.kind === "im"
      ? reader.person(channel.members.find((one) => one !== reader.me))
      : null;
  }

  #name() {
    return this.#app()?.name ?? `#${this.#conversation()?.name ?? ""}`;
  }

  #intro() {
    const channel = this.#conversation();
    const app = this.#app();
    if (app) {
      return [
        el("h3", {}, app.name),
        el(
          "p",
          {},
          "This is the very beginning of your direct messages with ",
          el("span", { class: "mention" }, `@${app.name}`),
          ".",
        ),
      ];
    }
    return [
      el("h3", {}, `Welcome to #${channel.name}`),
      el("p", {}, channel.purpose || `This is the very beginning of #${channel.name}.`),
    ];
  }

  #drawHead() {
    this.#head.update(this.#conversation(), this.#app(), this.#tab);
  }
}
