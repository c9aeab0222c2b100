/**
 * The workspace's conversations, with what is unread in them.
 */

import { avatar } from "../avatar.js";
import { say } from "../bar/toasts.js";
import { el, replace } from "../element.js";
import { drawIcon } from "./icons.js";
import { openMenu } from "./menu.js";
import { unreadIn } from "./messages/timeline.js";

/** The column on the left. */
export class Sidebar {
  /** All of it. */
  element;

  #live;
  #reader;
  #acting;
  #choose;
  #chosen = null;
  #team = el("h1", { class: "side-team" });
  #channels = el("ul", { class: "side-list", aria: { label: "Channels" } });
  #apps = el("ul", { class: "side-list", aria: { label: "Apps" } });

  /** @param {{live: object, reader: object, acting: object, choose: (channel: string) => void}} parts */
  constructor({ live, reader, acting, choose }) {
    this.#live = live;
    this.#reader = reader;
    this.#acting = acting;
    this.#choose = choose;
    const add = el(
      "button",
      {
        class: "side-add",
        type: "button",
        aria: { haspopup: "menu", expanded: "false" },
        on: { click: () => openMenu(add, "Channels to join", this.#others()) },
      },
      el("span", { class: "side-sign" }, drawIcon("plus")),
      "Add channels",
    );
    this.element = el(
      "nav",
      {
        class: "sidebar",
        aria: { label: "Conversations" },
        data: { region: "conversations" },
        on: { keydown: (event) => this.#press(event) },
      },
      el("div", { class: "side-head" }, this.#team),
      el(
        "div",
        { class: "side-body" },
        el("h2", { class: "side-heading" }, "Channels"),
        this.#channels,
        add,
        el("h2", { class: "side-heading" }, "Apps"),
        this.#apps,
      ),
    );
  }

  /** Shows what there is now, and which conversation is open. */
  update(chosen) {
    this.#chosen = chosen;
    const mine = this.#mine();
    const focused = document.activeElement?.dataset?.channel;
    replace(this.#team, this.#live.state.team.name);
    replace(
      this.#channels,
      mine.filter(({ kind }) => kind !== "im").map((one) => this.#item(one)),
    );
    replace(
      this.#apps,
      mine.filter(({ kind }) => kind === "im").map((one) => this.#item(one)),
    );
    const items = this.#items();
    const current = items.find((one) => one.getAttribute("aria-current")) ?? items[0];
    if (current) current.tabIndex = 0;
    if (focused && !this.element.contains(document.activeElement))
      items.find((one) => one.dataset.channel === focused)?.focus();
  }

  /** Puts the focus on the conversation that is open. */
  focus() {
    this.#items()
      .find((one) => one.tabIndex === 0)
      ?.focus();
  }

  #mine() {
    const { me } = this.#reader;
    const mine = this.#reader
      .conversations()
      .filter((one) => one.members.includes(me) && !one.is_archived);
    return mine.sort((one, other) => one.name.localeCompare(other.name));
  }

  #item(channel) {
    const { state } = this.#live;
    const { me } = this.#reader;
    const isChosen = channel.id === this.#chosen;
    const unread = unreadIn(state.messages[channel.id], state.reads[channel.id], me);
    const isUnread = unread.count > 0;
    const other =
      channel.kind === "im" && this.#reader.person(channel.members.find((one) => one !== me));
    const loud = channel.kind === "im" ? unread.count : unread.mentions;
    const name = other ? other.name : channel.name;
    const sign = other ? avatar(other) : drawIcon(channel.kind === "group" ? "lock" : "channel");
    const label = [
      name,
      channel.kind === "group" && "private",
      isUnread && `${unread.count} unread`,
    ]
      .filter(Boolean)
      .join(", ");
    return el(
      "li",
      {},
      el(
        "button",
        {
          class: "side-item",
          type: "button",
          tabIndex: -1,
          data: { channel: channel.id, unread: isUnread ? "" : null },
          aria: { current: isChosen ? "page" : null, label },
          on: { click: () => this.#choose(channel.id) },
        },
        el("span", { class: "side-sign" }, sign),
        el("span", { class: "side-name" }, name),
        isUnread &&
          el(
            "span",
            { class: "side-count", data: { loud: loud > 0 ? "" : null } },
            String(loud || unread.count),
          ),
      ),
    );
  }

  #items() {
    return [...this.element.querySelectorAll(".side-item")];
  }

  #others() {
    const others = this.#reader
      .conversations()
      .filter(
        (one) =>
          one.kind === "channel" && !one.is_archived && !one.members.includes(this.#reader.me),
      );
    if (others.length === 0)
      return [{ label: "You are in every channel there is.", act: () => {} }];
    return [
      { heading: "Join a channel" },
      ...others.map((one) => ({
        label: `#${one.name}`,
        detail: one.purpose || one.topic,
        act: () => this.#join(one),
      })),
    ];
  }

  async #join({ id }) {
    try {
      await this.#acting.post("join", { channel: id });
      this.#choose(id);
    } catch (trouble) {
      say(trouble.message, { tone: "bad" });
    }
  }

  #press(event) {
    if (event.target.closest(".floating")) return;
    const items = [...this.element.querySelectorAll(".side-item, .side-add")];
    const at = items.indexOf(document.activeElement);
    if (at < 0) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items[Math.max(0, Math.min(to, items.length - 1))].focus();
  }
}
