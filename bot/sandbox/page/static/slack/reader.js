/**
 * Who is reading, and what they know: names, their time zone, the present moment.
 */

const NOBODY = { id: "", name: "Unknown", handle: "unknown", tz: "UTC", is_bot: false };

/** What the drawing of texts and messages has to know of the person who is looking. */
export class Reader {
  #live;
  #open;

  /**
   * @param {import("../live.js").Live} live
   * @param {(channel: string) => void} openChannel goes to a channel.
   */
  constructor(live, openChannel) {
    this.#live = live;
    this.#open = openChannel;
  }

  /** The id of the person who is looking. */
  get me() {
    return this.#live.user;
  }

  /** Their time zone. */
  get zone() {
    return this.person(this.me).tz;
  }

  /** The present moment in the sandbox, in seconds. */
  now() {
    return this.#live.now().getTime() / 1000;
  }

  /** Everybody, bots included. */
  people() {
    return this.#live.state?.people ?? [];
  }

  /** A person by id; somebody called "Unknown" where there is none. */
  person(id) {
    return this.people().find((one) => one.id === id) ?? { ...NOBODY, id };
  }

  /** All channels that the person sees, and their direct messages. */
  conversations() {
    return (this.#live.state?.channels ?? []).filter((one) => !one.gone);
  }

  /** A channel or direct message by id, or null. */
  channel(id) {
    return this.conversations().find((one) => one.id === id) ?? null;
  }

  /** Goes to a channel. */
  openChannel(id) {
    this.#open(id);
  }
}
