/**
 * What a person has done and may take back, and what they have taken back and may do again.
 */

const MOST = 100;

/** Entries in the order in which they were done. */
export class History {
  #past = [];
  #future = [];

  /** Notes something done. What was taken back before it cannot be done again any more. */
  did(entry) {
    this.#past.push(entry);
    if (this.#past.length > MOST) this.#past.shift();
    this.#future = [];
  }

  /** The next entry to take back, or null. */
  get last() {
    return this.#past.at(-1) ?? null;
  }

  /** The next entry to do again, or null. */
  get next() {
    return this.#future.at(-1) ?? null;
  }

  /** Notes that the last entry was taken back. */
  tookBack() {
    if (this.#past.length > 0) this.#future.push(this.#past.pop());
  }

  /** Notes that the next entry was done again, now as this one. */
  didAgain(entry) {
    this.#future.pop();
    this.#past.push(entry);
  }

  /** Forgets what a test picks out: it can neither be taken back nor done again. */
  forget(picked) {
    this.#past = this.#past.filter((entry) => !picked(entry));
    this.#future = this.#future.filter((entry) => !picked(entry));
  }
}
