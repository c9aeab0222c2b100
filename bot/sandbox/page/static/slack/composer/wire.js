/**
 * What people type, as it travels: names become references, and for changing it they become names
 * again.
 */

import { unescaped } from "../text/mrkdwn_inline.js";

const GROUPS = ["here", "channel", "everyone"];
const NAME_START = /(^|[^\p{L}\p{N}<@#])([@#])(?=[\p{L}\p{N}])/gu;
const NAME_GOES_ON = /[\p{L}\p{N}]/u;

/** Returns a text with the names of people and channels in it as Slack's references. */
export function withReferences(text, { people, channels }) {
  return replaced(text, { people, channels }, (sign, one) => {
    if (typeof one === "string") return `<!${one}>`;
    return sign === "@" ? `<@${one.id}>` : `<#${one.id}>`;
  });
}

/** Returns a command's text with people by their handle, as Slack sends them to an app. */
export function forCommand(text, { people }) {
  return replaced(text, { people, channels: [] }, (_, one) =>
    typeof one === "string" ? `@${one}` : `@${one.handle}`,
  );
}

/** Returns the text of a message as somebody would have typed it. */
export function asTyped(text, reader) {
  const typed = text.replace(/<([^<>\n]+)>/gu, (_, inner) => {
    const [target, label] = inner.split("|", 2);
    if (target.startsWith("@")) return `@${reader.person(target.slice(1)).name}`;
    if (target.startsWith("#"))
      return `#${reader.channel(target.slice(1))?.name ?? label ?? target.slice(1)}`;
    if (target.startsWith("!")) return `@${target.slice(1)}`;
    return label && label !== target ? `<${inner}>` : target;
  });
  return unescaped(typed);
}

function replaced(text, { people, channels }, write) {
  let shown = "";
  let at = 0;
  for (const found of text.matchAll(NAME_START)) {
    const sign = found[2];
    const start = found.index + found[1].length;
    if (start < at) continue;
    const meant = longest(
      text.slice(start + 1),
      sign === "@" ? peopleBy(people) : channelsBy(channels),
    );
    if (!meant) continue;
    shown += text.slice(at, start) + write(sign, meant.one);
    at = start + 1 + meant.name.length;
  }
  return shown + text.slice(at);
}

function peopleBy(people) {
  const named = people.flatMap((one) => [
    [one.name, one],
    [one.handle, one],
  ]);
  return [...named, ...GROUPS.map((name) => [name, name])];
}

function channelsBy(channels) {
  return channels.map((one) => [one.name, one]);
}

function longest(text, names) {
  const lower = text.toLowerCase();
  const fitting = names.filter(
    ([name]) =>
      name && lower.startsWith(name.toLowerCase()) && !NAME_GOES_ON.test(text[name.length] ?? ""),
  );
  const [name, one] = fitting.reduce(
    (best, each) => (each[0].length > best[0].length ? each : best),
    ["", null],
  );
  return one ? { name, one } : null;
}
