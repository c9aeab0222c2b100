/**
 * One modal: its fields, what is wrong with them, and what becomes of it.
 */

import { avatar } from "../../avatar.js";
import { el, replace } from "../../element.js";
import { BlockList } from "../blocks/list.js";
import { Surface } from "../blocks/surface.js";
import { drawIcon } from "../icons.js";
import { drawInline } from "../text/draw.js";
import { parsePlain } from "../text/mrkdwn.js";

const FILL_MS = 400;
let count = 0;

/** A modal that stands open. */
export class Modal {
  /** The layer with the modal in it. */
  element;

  #acting;
  #reader;
  #app;
  #view;
  #blocks;
  #isOnTop;
  #timer = 0;
  #filling = Promise.resolve();
  #isBusy = false;
  #head = el("header", { class: "modal-head" });
  #trouble = el("p", { class: "modal-trouble", role: "alert", hidden: true });
  #foot = el("footer", { class: "modal-foot" });

  /**
   * @param {object} view
   * @param {{reader: object, acting: object, layers: object, app: () => object, conversation: () => string|null, isOnTop: (modal: Modal) => boolean}} parts
   */
  constructor(view, { reader, acting, layers, app, conversation, isOnTop }) {
    this.#acting = acting;
    this.#reader = reader;
    this.#app = app;
    this.#view = view;
    this.#isOnTop = isOnTop;
    const surface = new Surface({
      kind: "modal",
      reader,
      acting,
      layers,
      conversation,
      where: () => ({ view: "modal" }),
      stands: (block, action) => this.#view.state?.values?.[block]?.[action],
      values: () => this.#values(),
    });
    this.#blocks = new BlockList(surface, { onChange: () => this.#changed() });
    count += 1;
    this.#titleId = `modal-${count}`;
    const dialog = el(
      "div",
      {
        class: "modal",
        role: "dialog",
        tabIndex: -1,
        aria: { modal: "true", labelledby: this.#titleId },
      },
      this.#head,
      el("div", { class: "modal-body" }, this.#blocks.element),
      this.#trouble,
      this.#foot,
    );
    this.element = el(
      "div",
      {
        class: "layer modal-layer",
        data: { region: "modal" },
        on: { keydown: (event) => this.#press(event) },
      },
      dialog,
    );
    this.update(view);
  }

  #titleId;

  /** Shows the view as it is now; what was typed stays where its field is still there. */
  update(view) {
    const isOther = view.hash !== this.#view.hash;
    this.#view = view;
    if (isOther) this.#say("");
    this.#drawFrame();
    this.#blocks.update(view.blocks);
  }

  /** Draws everything anew: names or dates are to look different. */
  redraw() {
    this.#blocks.redraw();
  }

  /** Puts the focus into the first field; where there is none, on the modal: nothing is pressed. */
  focus() {
    if (!this.#blocks.focusFirst()) this.element.querySelector(".modal").focus();
  }

  /** Stops what is still to come of it. */
  end() {
    clearTimeout(this.#timer);
  }

  #drawFrame() {
    const { title, submit, close } = this.#view;
    const app = this.#reader.person(this.#app().user);
    const said = JSON.stringify([title, submit, close, app, this.#isBusy]);
    if (this.element.dataset.frame === said) return;
    this.element.dataset.frame = said;
    const shut = () => this.close();
    const cross = el(
      "button",
      { class: "icon-button", type: "button", aria: { label: "Close" }, on: { click: shut } },
      drawIcon("close"),
    );
    replace(
      this.#head,
      avatar(app),
      el(
        "h2",
        { class: "modal-title", id: this.#titleId },
        drawInline(parsePlain(title.text), this.#reader),
      ),
      cross,
    );
    const cancel = el(
      "button",
      {
        class: "slack-button",
        type: "button",
        data: { style: "", size: "medium" },
        on: { click: shut },
      },
      this.#label(close, "Close"),
    );
    const send =
      submit &&
      el(
        "button",
        {
          class: "slack-button",
          type: "button",
          data: { style: "primary", size: "medium" },
          aria: { busy: this.#isBusy ? "true" : null },
          on: { click: () => this.submit() },
        },
        el("span", { class: "slack-button-text" }, this.#label(submit, "Submit")),
      );
    replace(this.#foot, cancel, send);
  }

  #label(text, otherwise) {
    return text ? drawInline(parsePlain(text.text), this.#reader) : otherwise;
  }

  #values() {
    clearTimeout(this.#timer);
    return this.#blocks.values();
  }

  /** What is typed is handed to Slack once typing pauses, so that it is there again later. */
  #changed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fill(), FILL_MS);
  }

  async #fill() {
    if (!this.#isOnTop(this) || this.#isBusy) return;
    try {
      this.#filling = this.#acting.post("fill", { values: this.#values() });
      await this.#filling;
    } catch (trouble) {
      if (this.#isOnTop(this)) this.#say(trouble.message);
    }
  }

  /** Submits it. */
  async submit() {
    if (this.#isBusy || !this.#view.submit) return;
    this.#busy(true);
    this.#say("");
    try {
      await this.#filling.catch(() => {});
      this.#answered(await this.#acting.post("submit", { values: this.#values() }));
    } catch (trouble) {
      this.#say(trouble.message);
    } finally {
      this.#busy(false);
    }
  }

  #answered({ errors, trouble }) {
    if (trouble) this.#say(trouble);
    else if (errors) {
      const left = this.#blocks.complain(errors);
      if (left.length > 0) this.#say(left.join(" "));
    } else this.#acting.did("submit", { callback_id: this.#view.callback_id });
  }

  /** Closes it, whatever is typed in it: so does Slack. */
  async close() {
    if (this.#isBusy) return;
    clearTimeout(this.#timer);
    this.#busy(true);
    try {
      await this.#filling.catch(() => {});
      await this.#acting.post("close");
    } catch (trouble) {
      this.#say(trouble.message);
    } finally {
      this.#busy(false);
    }
  }

  #busy(isBusy) {
    this.#isBusy = isBusy;
    const hadFocus =
      this.#foot.contains(document.activeElement) &&
      [...this.#foot.children].indexOf(document.activeElement);
    this.element.toggleAttribute("data-busy", isBusy);
    this.#drawFrame();
    if (typeof hadFocus === "number") this.#foot.children[hadFocus]?.focus();
  }

  #say(sentence) {
    this.#trouble.hidden = !sentence;
    replace(this.#trouble, sentence && [drawIcon("warning"), el("span", {}, sentence)]);
  }

  #press(event) {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Escape" && !this.element.querySelector(":popover-open")) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey || isLine(event.target))) {
      event.preventDefault();
      this.submit();
    }
  }
}

/** Enter in a field of one line submits, as in any form. */
function isLine(target) {
  return target.matches("input.typing-input");
}
