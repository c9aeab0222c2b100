/**
 * The app's Home.
 */

import { el, replace } from "../element.js";
import { BlockList } from "./blocks/list.js";
import { Surface } from "./blocks/surface.js";

/** The Home tab of the app. */
export class HomeView {
  /** All of it. */
  element = el("div", {
    class: "home",
    role: "tabpanel",
    id: "home-panel",
    tabIndex: -1,
    aria: { labelledby: "home-tab" },
    data: { region: "home", restingPlace: "" },
  });

  #acting;
  #app;
  #view = null;
  #blocks;
  #state = "opening";
  #asked = 0;

  /** @param {{reader: object, acting: object, layers: object, app: () => object}} parts */
  constructor({ reader, acting, layers, app }) {
    this.#acting = acting;
    this.#app = app;
    const surface = new Surface({
      kind: "home",
      reader,
      acting,
      layers,
      where: () => ({ view: "home" }),
      stands: (block, action) => this.#view?.state?.values?.[block]?.[action],
    });
    this.#blocks = new BlockList(surface);
  }

  /** Opens it as a person does: the app is told, and may publish something newer. */
  async open(view) {
    this.#asked += 1;
    const mine = this.#asked;
    this.#state = "opening";
    this.update(view);
    try {
      const published = await this.#acting.get("home");
      if (mine !== this.#asked) return;
      this.#state = "opened";
      this.update(published ?? this.#view);
    } catch (trouble) {
      if (mine !== this.#asked) return;
      this.#state = trouble.message;
      this.update(this.#view);
    }
  }

  /** Shows what the app has published, or that there is nothing. */
  update(view) {
    this.#view = view;
    if (view) {
      this.#blocks.update(view.blocks);
      if (this.element.firstChild !== this.#blocks.element)
        replace(this.element, this.#blocks.element);
      return;
    }
    replace(this.element, this.#nothing());
  }

  /** Draws everything anew: names or dates are to look different. */
  redraw() {
    this.#blocks.redraw();
  }

  #nothing() {
    const { name } = this.#app();
    if (this.#state === "opening")
      return el("p", { class: "home-none", role: "status" }, "Opening…");
    const isOpened = this.#state === "opened";
    const again = el(
      "button",
      {
        class: "slack-button",
        type: "button",
        data: { style: "", size: "small" },
        on: { click: () => this.open(null) },
      },
      "Try again",
    );
    return el(
      "div",
      { class: "home-none" },
      el("h3", {}, isOpened ? "There is nothing here yet" : "The Home could not be opened"),
      el(
        "p",
        {},
        isOpened ? `${name} has not published a Home for you. Is the bot running?` : this.#state,
      ),
      again,
    );
  }
}
