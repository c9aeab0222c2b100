/**
 * What is typed at a message box on its way: a message, a command, a reply, a shortcut.
 */

import { Trouble } from "../acting.js";
import { say } from "../bar/toasts.js";
import { forCommand, withReferences } from "./composer/wire.js";

const COMMAND = /^\/(\S+)(?:\s+([\s\S]*))?$/u;

/** Sends what people type. */
export class Sender {
  #live;
  #acting;
  #reader;

  constructor({ live, acting, reader }) {
    this.#live = live;
    this.#acting = acting;
    this.#reader = reader;
  }

  /** What may be meant at a message box: commands, people, channels, and whose the commands are. */
  known() {
    const people = this.#reader.people().filter(({ id }) => id !== "USLACKBOT");
    const channels = this.#reader.conversations().filter(({ kind }) => kind !== "im");
    const { commands = [], name: app = "" } = this.#live.state?.app ?? {};
    return { commands, people, channels, app };
  }

  /** Sends a message, or runs the command that the text is. Throws Trouble. */
  async send(text, { channel }) {
    const typed = COMMAND.exec(text.trimEnd());
    if (!typed) {
      await this.#acting.post("say", { channel, text: withReferences(text, this.known()) });
      return;
    }
    const [, word, rest = ""] = typed;
    const command = `/${word}`;
    await this.#acting.post("slash", { channel, command, text: forCommand(rest, this.known()) });
    this.#acting.did("slash", { command });
  }

  /** Answers in a thread. Throws Trouble, also for a command: Slack runs none in threads. */
  async reply(text, { channel, thread_ts: thread }) {
    const typed = COMMAND.exec(text.trimEnd());
    if (typed)
      throw new Trouble(
        `/${typed[1]} is not supported in threads. Sorry! Type it in the channel instead.`,
      );
    await this.#acting.post("say", {
      channel,
      thread_ts: thread,
      text: withReferences(text, this.known()),
    });
  }

  /** Changes what somebody wrote. Throws Trouble. */
  async edit(text, { channel, ts }) {
    await this.#acting.post("edit", { channel, ts, text: withReferences(text, this.known()) });
  }

  /** The app's global shortcuts, for a menu. */
  shortcuts() {
    const { shortcuts, name } = this.#live.state.app;
    return shortcuts
      .filter(({ type }) => type === "global")
      .map((one) => ({
        label: one.name,
        detail: one.description || name,
        act: () => this.#take(one),
      }));
  }

  async #take({ callback_id: callback }) {
    try {
      const { trouble } = await this.#acting.post("shortcut", { callback_id: callback });
      if (trouble) say(trouble, { tone: "bad" });
      else this.#acting.did("shortcut", { callback_id: callback });
    } catch (trouble) {
      say(trouble.message, { tone: "bad" });
    }
  }
}
