/**
 * What was done in an editor, to be undone and done again.
 */

const TOGETHER_MS = 700;
const MOST = 200;

/** Remembers states; those of quick typing count as one. */
export class History {
  #past = [];
  #future = [];
  #last = { kind: "", at: 0 };

  /** Notes the state before something of a kind is done; "typing" goes together. */
  note(state, kind) {
    const now = performance.now();
    const isTogether =
      kind === "typing" && this.#last.kind === kind && now - this.#last.at < TOGETHER_MS;
    this.#last = { kind, at: now };
    this.#future = [];
    if (isTogether) return;
    this.#past.push(state);
    if (this.#past.length > MOST) this.#past.shift();
  }

  /** Returns the state before, or null; `state` is that of now. */
  undo(state) {
    return this.#step(this.#past, this.#future, state);
  }

  /** Returns the state that was undone, or null. */
  redo(state) {
    return this.#step(this.#future, this.#past, state);
  }

  #step(from, to, state) {
    this.#last = { kind: "", at: 0 };
    const next = from.pop();
    if (!next) return null;
    to.push(state);
    return next;
  }
}
