/**
 * How far the tour has been taken: which of its steps are done. No DOM.
 */

/** Follows a person through steps `{id, title, text, done: {did, …fields}}`. */
export class Progress {
  /** @param {object[]} steps @param {string[]} done the ids of those that are done already. */
  constructor(steps, done = []) {
    this.steps = steps;
    this.done = new Set(done.filter((id) => steps.some((step) => step.id === id)));
  }

  /**
   * Ticks off the steps that what a person has just done fulfils.
   *
   * @returns {object[]} those that were not done before.
   */
  take(what, fields) {
    const newly = this.steps.filter(
      (step) => !this.done.has(step.id) && fulfils(step.done, what, fields),
    );
    for (const step of newly) this.done.add(step.id);
    return newly;
  }

  /** The first step that is not done; undefined when all are. */
  get next() {
    return this.steps.find((step) => !this.done.has(step.id));
  }
}

function fulfils({ did, ...wanted }, what, fields) {
  return did === what && Object.entries(wanted).every(([key, value]) => fields[key] === value);
}
