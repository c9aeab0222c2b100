/**
 * The head of a conversation: whose it is, and for the app's its tabs.
 */

import { avatar } from "../avatar.js";
import { say } from "../bar/toasts.js";
import { el, replace } from "../element.js";
import { drawIcon } from "./icons.js";
import { openMenu } from "./menu.js";

/** The head of the conversation that is open. */
export class TalkHead {
  /** The name, the topic, and what can be done. */
  element = el("header", { class: "talk-head" });
  /** The tabs below it; hidden but for the app. */
  tabs = el("div", {
    class: "talk-tabs",
    role: "tablist",
    aria: { label: "App" },
    on: { keydown: (event) => this.#turn(event) },
  });

  #parts;

  /**
   * @param {{reader: object, acting: object, app: () => object, onTab: (tab: string) => void}} parts
   */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Shows the head of a conversation.
   *
   * @param {object|null} channel
   * @param {object|null} app whose direct message it is.
   * @param {string} tab the tab that is open.
   */
  update(channel, app, tab) {
    this.element.hidden = !channel;
    this.tabs.hidden = !app;
    if (!channel) return;
    if (app) {
      replace(this.element, el("h2", { class: "talk-name" }, avatar(app), app.name));
      this.#drawTabs(tab);
      return;
    }
    const sign = drawIcon(channel.kind === "group" ? "lock" : "channel");
    const { members } = channel;
    const names = members.map((id) => this.#parts.reader.person(id).name).join(", ");
    replace(
      this.element,
      el("h2", { class: "talk-name" }, el("span", { class: "talk-sign" }, sign), channel.name),
      el("span", { class: "talk-topic" }, channel.topic),
      el(
        "span",
        { class: "talk-members", title: names },
        `${members.length} ${members.length === 1 ? "member" : "members"}`,
      ),
      this.#more(channel),
    );
  }

  /** Puts the focus on the tab that is open. */
  focusTab() {
    this.tabs.querySelector("[tabindex='0']")?.focus();
  }

  #more(channel) {
    const leave = { label: "Leave channel", danger: true, act: () => this.#leave(channel) };
    const open = () => openMenu(button, "Channel actions", [leave], { align: "end" });
    const button = el(
      "button",
      {
        class: "icon-button",
        type: "button",
        aria: { label: "Channel actions", haspopup: "menu", expanded: "false" },
        on: { click: open },
      },
      drawIcon("more"),
    );
    return button;
  }

  async #leave({ id }) {
    try {
      await this.#parts.acting.post("leave", { channel: id });
    } catch (trouble) {
      say(trouble.message, { tone: "bad" });
    }
  }

  #drawTabs(open) {
    const { home_tab: hasHome, messages_tab: hasMessages } = this.#parts.app();
    const tabs = [hasHome && ["home", "Home"], hasMessages && ["messages", "Messages"]];
    const hadFocus = this.tabs.contains(document.activeElement);
    replace(
      this.tabs,
      tabs.filter(Boolean).map(([tab, label]) => this.#tab(tab, label, open)),
    );
    if (hadFocus) this.focusTab();
  }

  #tab(tab, label, open) {
    return el(
      "button",
      {
        class: "talk-tab",
        type: "button",
        role: "tab",
        id: `${tab}-tab`,
        tabIndex: tab === open ? 0 : -1,
        aria: { selected: String(tab === open), controls: tab === "home" ? "home-panel" : null },
        data: { tab },
        on: { click: () => this.#parts.onTab(tab) },
      },
      label,
    );
  }

  #turn(event) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const closed = this.tabs.querySelector("[aria-selected='false']");
    event.preventDefault();
    if (closed) this.#parts.onTab(closed.dataset.tab);
  }
}
