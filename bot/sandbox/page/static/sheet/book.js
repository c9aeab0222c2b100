/**
 * The spreadsheet that is looked at, and its tab in front: read from the Sheets API, and kept up
 * to date by the stream.
 */

import { recall, remember } from "../memory.js";
import { inTab } from "./model/a1.js";
import { compared } from "./model/compare.js";
import { FIELDS, Tab } from "./model/tab.js";

/**
 * Tells its listeners of: "books" (there are other spreadsheets or tabs), "tab" (another tab is in
 * front: the tab), "reload" (the tab was read again: `{moved, by, written}`), "cells" (cells have
 * changed: `{places, by}`), "trouble" (a sentence).
 */
export class Book {
  /** The spreadsheets as outlines: `[{id, title, tabs: [{id, title, hidden, …}]}]`. */
  all = [];
  /** The id of the spreadsheet in front. */
  id = null;
  /** The tab in front, or null while there is none. */
  tab = null;

  #live;
  #acting;
  #listeners = { books: new Set(), tab: new Set(), reload: new Set(), cells: new Set(), trouble: new Set() };
  #wanted = null;
  #reading = null;
  #again = false;
  #by = null;
  #reads = 0;
  #late = [];

  constructor({ live, acting }) {
    this.#live = live;
    this.#acting = acting;
    live.on("hello", (state) => this.#hello(state));
    live.on("change", (change) => change.spreadsheets && this.#outlines(change.spreadsheets));
    live.on("sheet", (event) => this.#event(event));
  }

  /** Calls a listener with each event of a kind. @returns {() => void} ends it. */
  on(kind, listener) {
    this.#listeners[kind].add(listener);
    return () => this.#listeners[kind].delete(listener);
  }

  /** The outline of the spreadsheet in front. */
  get outline() {
    return this.all.find(({ id }) => id === this.id) ?? null;
  }

  /** The tabs of the spreadsheet in front, in their order. */
  get tabs() {
    return this.outline?.tabs ?? [];
  }

  /** How often a tab was read as a whole: grows with each time. */
  get reads() {
    return this.#reads;
  }

  /** Puts another spreadsheet in front. */
  async open(id) {
    if (id === this.id) return;
    this.id = id;
    this.#wanted = null;
    remember("spreadsheet", id);
    const before = recall(`tab of ${id}`);
    const seen = this.tabs.filter(({ hidden }) => !hidden);
    await this.show((seen.find((tab) => tab.id === before) ?? seen[0] ?? this.tabs[0])?.id);
  }

  /** Puts another tab in front, also a hidden one. */
  async show(tabId) {
    if (tabId === undefined || (tabId === this.tab?.id && this.#wanted === tabId)) return;
    this.#wanted = tabId;
    remember(`tab of ${this.id}`, tabId);
    await this.#read();
  }

  /** Reads the tab in front again. Returns when it is as it was at this call, or later. */
  async reload() {
    await this.#read();
  }

  /** Resolves when the tab was read once more than `reads`, or after a while: then it reads it. */
  async readAfter(reads, patience) {
    const until = Date.now() + patience;
    while (this.#reads === reads && this.#reading === null && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    if (this.#reading) await this.#reading;
    else if (this.#reads === reads) await this.#read();
  }

  /** Reads the cells of ranges of the tab in front again. */
  async refresh(ranges) {
    const { tab } = this;
    if (!tab || ranges.length === 0) return;
    const [sheet] = (await this.#get(ranges.map((range) => inTab(tab.title, range)))).sheets;
    if (tab !== this.tab) return;
    const places = [];
    ranges.forEach((range, index) => {
      const rows = sheet.data[index]?.rowData ?? [];
      for (let row = range.top; row < range.bottom; row += 1) {
        for (let column = range.left; column < range.right; column += 1) {
          tab.put(row, column, rows[row - range.top]?.values?.[column - range.left] ?? null);
          places.push([row, column]);
        }
      }
    });
    this.#tell("cells", { places, by: "human" });
  }

  /** Reads a tab that is not in front. @returns {Promise<Tab>} */
  async peek(tabId) {
    const outline = this.tabs.find(({ id }) => id === tabId);
    const { sheets } = await this.#get([whole(outline)]);
    return new Tab(sheets[0]);
  }

  /** Reads which tabs there are, and puts one in front: the one named, if it is there to see. */
  async reoutlined(shows = null) {
    const fields = "properties.title,sheets.properties";
    const { properties, sheets } = await this.#acting.sheets("GET", `${this.id}?fields=${fields}`);
    const tabs = sheets.map(({ properties: { sheetId = 0, title, hidden = false, gridProperties } }) => {
      return { id: sheetId, title, hidden, rows: gridProperties.rowCount, columns: gridProperties.columnCount };
    });
    const outline = { ...this.outline, title: properties.title, tabs };
    this.all = this.all.map((book) => (book.id === this.id ? outline : book));
    this.#tell("books", this.all);
    const wanted = tabs.find(({ id }) => id === shows) ?? tabs.find(({ id }) => id === this.#wanted);
    const seen = wanted && (!wanted.hidden || wanted.id === shows) ? wanted : tabs.find(({ hidden }) => !hidden);
    if (seen.id === this.#wanted) await this.#read();
    else await this.show(seen.id);
  }

  /** Tells of a change that was made to the tab at hand. */
  changedHere() {
    this.#tell("reload", { moved: false, by: "human", written: [] });
  }

  #hello(state) {
    this.#outlines(state.spreadsheets, state.sheet);
    if (this.tab) this.#read();
  }

  #outlines(spreadsheets, usual) {
    this.all = spreadsheets;
    this.#tell("books", this.all);
    const known = (id) => this.all.some((book) => book.id === id);
    if (!known(this.id)) {
      this.id = null;
      const id = [recall("spreadsheet"), usual].find(known) ?? this.all[0]?.id;
      if (id) this.open(id);
      else this.#front(null);
    } else if (this.tab && !this.tabs.some(({ id }) => id === this.#wanted)) {
      this.show(this.tabs.find(({ hidden }) => !hidden)?.id);
    }
  }

  #event(event) {
    if (event.id !== this.id || !this.tab) return;
    if (event.tab !== undefined && event.tab !== this.#wanted) return;
    if (event.reload) {
      this.#by = this.#by === "bot" ? "bot" : event.by;
      this.#read();
      return;
    }
    this.#put(event);
    // What is being read may be older than this. It is never newer for good: what comes after it
    // is told as well.
    if (this.#reading) this.#late.push(event);
  }

  #put({ cells, by }) {
    for (const [row, column, cell] of cells) this.tab.put(row, column, cell);
    this.#tell("cells", { places: cells.map(([row, column]) => [row, column]), by });
  }

  #read() {
    if (this.#reading) this.#again = true;
    this.#reading ??= this.#readUntilStill().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #readUntilStill() {
    do {
      this.#again = false;
      this.#late = [];
      const [id, wanted, by] = [this.id, this.#wanted, this.#by ?? "human"];
      this.#by = null;
      try {
        const outline = this.tabs.find((tab) => tab.id === wanted);
        if (!outline) return;
        const { sheets } = await this.#get([whole(outline)]);
        if (id !== this.id || wanted !== this.#wanted) this.#again = true;
        else this.#front(new Tab(sheets[0]), by);
        for (const event of this.#late) if (event.tab === this.tab?.id) this.#put(event);
      } catch (trouble) {
        this.#tell("trouble", trouble.message);
        return;
      }
    } while (this.#again);
  }

  #front(tab, by) {
    const before = this.tab;
    this.tab = tab;
    this.#reads += 1;
    if (tab && before?.id === tab.id && before.book === this.id) {
      tab.book = this.id;
      this.#tell("reload", { by, ...compared(before, tab) });
      return;
    }
    if (tab) tab.book = this.id;
    this.#tell("tab", tab);
  }

  async #get(ranges) {
    const query = ranges.map((range) => `ranges=${encodeURIComponent(range)}`).join("&");
    return this.#acting.sheets("GET", `${this.id}?${query}&fields=${encodeURIComponent(FIELDS)}`);
  }

  #tell(kind, what) {
    for (const listener of [...this.#listeners[kind]]) listener(what);
  }
}

function whole({ title }) {
  return `'${title.replaceAll("'", "''")}'`;
}
