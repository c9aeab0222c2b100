/**
 * Copy, cut and paste, within the sheet and with other programs.
 */

import { el } from "../../element.js";
import { parts, shown } from "../model/cell.js";
import { read, write } from "../model/tsv.js";
import { followable } from "../../slack/text/links.js";
import { unfiltered } from "../doing/cells.js";

/**
 * Listens for the clipboard's events on the grid.
 *
 * What was copied here is remembered with its place: pasted here again, it brings links and formats
 * along. To other programs it goes as text, and as a table with its links.
 */
export class Clipboard {
  #hands;
  #copied = null;
  #wantsValues = false;

  /** @param {import("../hands.js").Hands} hands */
  constructor(hands) {
    this.#hands = hands;
    const { scroller } = hands.grid;
    scroller.addEventListener("copy", (event) => this.#copy(event, false));
    scroller.addEventListener("cut", (event) => this.#copy(event, true));
    scroller.addEventListener("paste", (event) => this.#paste(event));
    scroller.addEventListener("keydown", (event) => {
      this.#wantsValues = event.shiftKey && event.key.toLowerCase() === "v";
    });
  }

  /** Whether something copied here can be pasted. */
  get has() {
    return this.#copied !== null;
  }

  /** Copies or cuts what is selected, without the browser's own command. */
  async copy(cut = false) {
    const kinds = this.#take(cut);
    const blobs = Object.entries(kinds).map(([kind, text]) => [
      kind,
      new Blob([text], { type: kind }),
    ]);
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    } catch {
      // Other programs do not get it then. Here it can be pasted all the same.
    }
  }

  /** Pastes what is on the clipboard, as far as the browser lets a page read it. */
  async paste({ values = false } = {}) {
    let text = null;
    try {
      text = await navigator.clipboard.readText();
    } catch {
      // Not allowed, or not there: what was copied here can be pasted all the same.
    }
    if (text === null && !this.#copied)
      this.#hands.trouble(
        "Your browser lets no page read the clipboard by a menu. Press Ctrl+V to paste.",
      );
    else this.#put(text ?? this.#copied.text, values);
  }

  /** Forgets what was copied, after it has changed or Escape. @returns {boolean} whether there was any. */
  forget() {
    const had = this.#copied !== null;
    this.#copied = null;
    this.#hands.grid.ants(null);
    return had;
  }

  /** Forgets what was copied if cells of it have changed. */
  changed(places) {
    const here = this.#copied;
    if (!here || here.tab !== this.#hands.tab?.id || here.book !== this.#hands.book.id) return;
    const { top, bottom, left, right } = here.range;
    if (
      places.some(([row, column]) => row >= top && row < bottom && column >= left && column < right)
    )
      this.#detach();
  }

  /** The place of what was copied is not to be relied on any more; its cells are. */
  #detach() {
    if (!this.#copied) return;
    this.#copied = { ...this.#copied, place: false, cut: false };
    this.#hands.grid.ants(null);
  }

  /** Rows or columns may stand elsewhere than when something was copied. */
  moved() {
    this.#detach();
  }

  #copy(event, cut) {
    if (!this.#hands.tab || event.target.closest?.("input, textarea")) return;
    event.preventDefault();
    for (const [kind, text] of Object.entries(this.#take(cut)))
      event.clipboardData.setData(kind, text);
  }

  /** Remembers what is selected, and gives it as other programs take it. */
  #take(cut) {
    const { tab, book, grid, selection } = this.#hands;
    const range = trimmed(tab, selection.range(tab));
    const ranges = unfiltered(tab, range);
    const cells = ranges.flatMap((one) => tab.block(one));
    const text = write(cells.map((line) => line.map(shown)));
    this.#copied = {
      book: book.id,
      tab: tab.id,
      range,
      ranges,
      cells,
      text,
      place: true,
      cut: cut && ranges.length === 1,
    };
    grid.ants(range);
    return { "text/plain": text, "text/html": table(cells) };
  }

  #paste(event) {
    if (!this.#hands.tab || event.target.closest?.("input, textarea")) return;
    event.preventDefault();
    this.#put(event.clipboardData.getData("text/plain"), this.#wantsValues);
  }

  #put(text, values) {
    const own = this.#copied;
    const isOwn = own && text.replaceAll("\r\n", "\n") === own.text;
    if (!isOwn) this.forget();
    const isHere = isOwn && own.place && own.book === this.#hands.book.id;
    if (isHere && own.cut && !values) {
      this.#hands.filling.cut(own);
      this.forget();
    } else if (isHere) this.#hands.filling.copied(own, values ? "PASTE_VALUES" : "PASTE_NORMAL");
    else if (isOwn && !values) this.#hands.filling.cells(own.cells);
    else if (text !== "") this.#hands.filling.texts(read(text));
  }
}

/** A selection of whole columns, rows or everything is copied down to where anything is. */
function trimmed(tab, range) {
  const { rows, columns } = tab.used;
  const isTall = range.top === 0 && range.bottom === tab.rows;
  const isWide = range.left === 0 && range.right === tab.columns;
  return {
    ...range,
    bottom: isTall ? Math.max(range.top + 1, Math.min(range.bottom, rows)) : range.bottom,
    right: isWide ? Math.max(range.left + 1, Math.min(range.right, columns)) : range.right,
  };
}

/** A table for other programs, with links. */
function table(cells) {
  const rows = cells.map((line) =>
    el(
      "tr",
      {},
      line.map((cell) => el("td", {}, inside(cell))),
    ),
  );
  return new XMLSerializer().serializeToString(el("table", {}, el("tbody", {}, rows)));
}

function inside(cell) {
  return parts(cell).map(({ text, link }) => {
    const lines = text
      .split("\n")
      .flatMap((line, index) => (index === 0 ? [line] : [el("br"), line]));
    const href = link && followable(link);
    return href ? el("a", { href }, lines) : lines;
  });
}
