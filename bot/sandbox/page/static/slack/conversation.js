/**
 * The conversation in the middle: its head, its messages or the app's Home, and the message box.
 */

import { avatar } from "../avatar.js";
import { say } from "../bar/toasts.js";
import { el, replace } from "../element.js";
import { Composer } from "./composer/composer.js";
import { HomeView } from "./home.js";
import { drawIcon } from "./icons.js";
import { openMenu } from "./menu.js";
import { MessageList } from "./messages/list.js";
import { inChannel } from "./messages/timeline.js";

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
  #head = el("header", { class: "talk-head" });
  #tabs = el("div", {
    class: "talk-tabs",
    role: "tablist",
    aria: { label: "App" },
    on: { keydown: (event) => this.#turn(event) },
  });
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
      this.#head,
      this.#tabs,
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
    else this.#tabs.querySelector("[tabindex='0']")?.focus();
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
    const channel = this.#conversation();
    const app = this.#app();
    this.#head.hidden = !channel;
    this.#tabs.hidden = !app;
    if (!channel) return;
    const more = el(
      "button",
      {
        class: "icon-button",
        type: "button",
        aria: { label: "Channel actions", haspopup: "menu", expanded: "false" },
        on: { click: () => openMenu(more, "Channel actions", this.#actions(), { align: "end" }) },
      },
      drawIcon("more"),
    );
    const sign = app
      ? avatar(app)
      : el("span", { class: "talk-sign" }, drawIcon(channel.kind === "group" ? "lock" : "channel"));
    replace(
      this.#head,
      el("h2", { class: "talk-name" }, sign, app ? app.name : channel.name),
      el("span", { class: "talk-topic" }, channel.topic),
      !app &&
        el(
          "span",
          { class: "talk-members", title: this.#members(channel) },
          `${channel.members.length} ${channel.members.length === 1 ? "member" : "members"}`,
        ),
      !app && more,
    );
    if (app) this.#drawTabs();
  }

  #members(channel) {
    return channel.members.map((id) => this.#parts.reader.person(id).name).join(", ");
  }

  #actions() {
    return [{ label: "Leave channel", danger: true, act: () => this.#leave() }];
  }

  async #leave() {
    try {
      await this.#parts.acting.post("leave", { channel: this.#channel });
    } catch (trouble) {
      say(trouble.message, { tone: "bad" });
    }
  }

  #drawTabs() {
    const { home_tab: hasHome, messages_tab: hasMessages } = this.#parts.talk.app();
    const tabs = [hasHome && ["home", "Home"], hasMessages && ["messages", "Messages"]].filter(
      Boolean,
    );
    const hadFocus = this.#tabs.contains(document.activeElement);
    replace(
      this.#tabs,
      tabs.map(([tab, label]) =>
        el(
          "button",
          {
            class: "talk-tab",
            type: "button",
            role: "tab",
            id: `${tab}-tab`,
            tabIndex: tab === this.#tab ? 0 : -1,
            aria: {
              selected: String(tab === this.#tab),
              controls: tab === "home" ? "home-panel" : null,
            },
            data: { tab },
            on: { click: () => this.#parts.onTab(tab) },
          },
          label,
        ),
      ),
    );
    if (hadFocus) this.#tabs.querySelector("[tabindex='0']")?.focus();
  }

  #turn(event) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = [...this.#tabs.children].find((one) => one.dataset.tab !== this.#tab);
    event.preventDefault();
    if (other) this.#parts.onTab(other.dataset.tab);
  }
}
