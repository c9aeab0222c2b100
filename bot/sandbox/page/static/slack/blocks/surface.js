/**
 * Where blocks stand, a message, a modal or the home, and what comes of a press there.
 */

import { say } from "../../bar/toasts.js";
import { el } from "../../element.js";
import { ask } from "../confirm.js";

/** One message, modal or home. */
export class Surface {
  /**
   * @param {{
   *   kind: "message"|"modal"|"home",
   *   reader: import("../reader.js").Reader,
   *   acting: import("../../acting.js").Acting,
   *   layers: import("../layers.js").Layers,
   *   where: () => object, stands?: (block: string, action: string) => object|undefined,
   *   values?: () => object, conversation?: () => string|null,
   * }} parts `where` names the place as `/sandbox/click` wants it; `stands` gives what Slack's
   *   state has for an element, `values` what is in the fields, `conversation` where the person is.
   */
  constructor({ kind, reader, acting, layers, where, stands, values, conversation }) {
    this.kind = kind;
    this.reader = reader;
    this.acting = acting;
    this.stands = stands ?? (() => undefined);
    this.conversation = conversation ?? (() => null);
    this.layers = layers;
    this.#where = where;
    this.#values = values;
  }

  #where;
  #values;

  /**
   * Presses or chooses something: asks first where the element says so, shows that it is busy, and
   * says beside it what went wrong.
   *
   * @param {object} block
   * @param {object} element
   * @param {HTMLElement} node what is pressed.
   * @param {object} [more] `selected`: what was chosen.
   * @returns {Promise<boolean|null>} whether it was done; null where the person thought better of it.
   */
  async press(block, element, node, more = {}) {
    if (node.getAttribute("aria-busy") === "true") return false;
    if (element.confirm && !(await ask(this.layers, this.reader, element.confirm))) return null;
    clearTrouble(node);
    node.setAttribute("aria-busy", "true");
    try {
      const { trouble } = await this.acting.post("click", this.#body(block, element, more));
      if (trouble) tell(node, trouble);
      else this.#did(element);
      return !trouble;
    } catch (trouble) {
      tell(node, trouble.message);
      return false;
    } finally {
      node.removeAttribute("aria-busy");
    }
  }

  /** Asks the app for the options of an external select. Throws Trouble. */
  suggest(block, element, text) {
    const { action_id, block_id } = { ...element, block_id: block.block_id };
    return this.acting.post("suggestions", { ...this.#where(), action_id, block_id, text });
  }

  #body(block, element, more) {
    const body = {
      ...this.#where(),
      action_id: element.action_id,
      block_id: block.block_id,
      ...more,
    };
    if (element.type === "button" && element.value !== undefined) body.value = element.value;
    const values = this.#values?.();
    return values ? { ...body, values } : body;
  }

  #did(element) {
    const where = this.kind === "message" ? {} : { view: this.kind };
    this.acting.did("click", { action_id: element.action_id, ...where });
  }
}

function tell(node, sentence) {
  const block = node.isConnected ? node.closest(".block") : null;
  if (!block) {
    say(sentence, { tone: "bad" });
    return;
  }
  block.append(el("p", { class: "block-trouble", role: "alert" }, sentence));
}

function clearTrouble(node) {
  for (const old of node.closest(".block")?.querySelectorAll(".block-trouble") ?? []) old.remove();
}
