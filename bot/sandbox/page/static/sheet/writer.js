/**
 * Carries out what somebody does in the sheet, one step after the other, and takes it back.
 */

import { History } from "./model/history.js";

const ANOTHER_TAB = "The tab has gone from the front before it could be written into.";
const CHANGED_SINCE = "Somebody else has changed this since, so it was left as it is.";

/**
 * Tells its listeners "state": "saved", "saving" or "failed".
 */
export class Writer {
  /** "saved", "saving" while anything is under way, or "failed" if the last step was refused. */
  state = "saved";

  #book;
  #histories = new Map();
  #queue = Promise.resolve();
  #waiting = 0;
  #listeners = new Set();
  #selects;

  /**
   * @param {{book: import("./book.js").Book, select: (range: object) => void}} parts
   */
  constructor({ book, select }) {
    this.#book = book;
    this.#selects = select;
    book.on("reload", ({ moved }) => {
      if (!moved) return;
      const { id } = book.tab;
      this.#history.forget(({ step }) => step.tab === id && !step.outline);
    });
  }

  /** Calls a listener with each new state. */
  on(listener) {
    this.#listeners.add(listener);
  }

  /** Whether there is anything to take back, or will be when what is under way is done. */
  get canUndo() {
    return this.#history.last !== null || this.#waiting > 0;
  }

  /** Whether there is anything to do again, or may be when what is under way is done. */
  get canRedo() {
    return this.#history.next !== null || this.#waiting > 0;
  }

  /** Resolves when nothing is under way any more. */
  async idle() {
    while (this.#waiting > 0) await this.#queue;
  }

  /**
   * Plans a step on the tab in front and carries it out, after those before it.
   *
   * @param {(tab: object) => object|null|Promise<object|null>} plan
   * @returns {Promise<object|null>} the step, null where there was nothing to do. Throws Trouble.
   */
  do(plan) {
    const { id, tab } = this.#book;
    const isInFront = () => this.#book.id === id && this.#book.tab?.id === tab?.id;
    return this.#inTurn(async () => {
      const step = await this.#carryOut(plan, isInFront);
      if (step) this.#history.did({ step, plan });
      return step;
    });
  }

  /** Takes the last step back. @returns {Promise<string|null>} what to say of it. */
  undo() {
    return this.#inTurn(async () => {
      const { step } = this.#history.last ?? {};
      if (!step) return null;
      await this.#goTo(step);
      const calls = step.back(this.#book.tab);
      if (calls === null) {
        this.#history.forget((entry) => entry.step === step);
        return CHANGED_SINCE;
      }
      const reloads = Boolean(step.local || step.reloads);
      await this.#send(calls, {
        ...step,
        local: step.backLocal,
        reloads,
        shows: step.tab,
        answered: undefined,
      });
      this.#history.tookBack();
      if (step.touches.length > 0) this.#selects(step.touches[0]);
      return null;
    });
  }

  /** Does again what was taken back last. */
  redo() {
    return this.#inTurn(async () => {
      const { step: before, plan } = this.#history.next ?? {};
      if (!before) return;
      await this.#goTo(before);
      const step = await this.#carryOut(plan);
      if (step) this.#history.didAgain({ step, plan });
      else this.#history.forget((entry) => entry.step === before);
    });
  }

  get #history() {
    const { id } = this.#book;
    if (!this.#histories.has(id)) this.#histories.set(id, new History());
    return this.#histories.get(id);
  }

  async #carryOut(plan, isInFront = () => true) {
    const step = await plan(this.#book.tab);
    if (!step) return null;
    if (!step.outline && !isInFront()) throw new Error(ANOTHER_TAB);
    await this.#send(step.calls, step);
    if (step.select) this.#selects(step.select);
    return step;
  }

  async #send(calls, { touches, local, reloads, outline, shows, answered }) {
    const book = this.#book;
    const answers = [];
    for (const call of calls) answers.push(await book.call(call));
    answered?.(answers);
    if (outline) {
      await book.reoutlined(shows);
      return;
    }
    if (local) {
      local(book.tab);
      book.changedHere();
    }
    if (local || reloads) await book.reload();
    else await book.refresh(touches);
  }

  async #goTo(step) {
    if (!step.outline && step.tab !== this.#book.tab?.id) await this.#book.show(step.tab);
  }

  #inTurn(work) {
    this.#waiting += 1;
    this.#say("saving");
    const turn = this.#queue.then(work);
    this.#queue = turn.then(
      () => this.#ended("saved"),
      () => this.#ended("failed"),
    );
    return turn;
  }

  #ended(state) {
    this.#waiting -= 1;
    if (this.#waiting === 0) this.#say(state);
  }

  #say(state) {
    this.state = state;
    for (const listener of this.#listeners) listener(state);
  }
}
