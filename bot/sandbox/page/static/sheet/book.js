/**
 * The spreadsheet that is looked at, and its tab in front: read from the Sheets API, and kept up
 * to date by the stream.
 */

import { recall, remember } from "../memory.js";
import { gridRange } from "./doing/requests.js";
import { compared } from "./model/compare.js";
import { holds } from "./model/range.js";
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
  #listeners = {
    books: new Set(),
    tab: new Set(),
    reload: new Set(),
    cells: new Set(),
    trouble: new Set(),
  };
  #wanted = null;
  #reading = null;
  #again = false;
  #by = null;
  #late = [];
  #isStale = false;
  /** The version of the tab when it was read, and a version that has to be read yet. */
  #version = 0;
  #due = 0;
  /** Ranges that were read since, each with its version. */
  #fresh = [];
  /** Versions that the person's own steps have made, and whether others have moved rows since. */
  #own = new Set();
  #isMoved = false;

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

  /** Puts another spreadsheet in front. */
  async open(id) {
    if (id === this.id) return;
    this.id = id;
    this.#wanted = null;
    this.#due = 0;
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

  /** Carries out a call of the API, and returns its answer. Throws Trouble. */
  async call({ method, path, body }) {
    const { answer, version } = await this.#acting.sheetsAsOf(method, `${this.id}${path}`, body);
    this.#own.add(version);
    return answer;
  }

  /** Reads the tab in front again. Returns when it is as it was at this call, or later. */
  async reload() {
    await this.#read();
  }

  /** Reads the cells of ranges of the tab in front again. */
  async refresh(ranges) {
    const { tab } = this;
    if (!tab || ranges.length === 0) return;
    const { sheets, version } = await this.#get(ranges.map((range) => gridRange(tab.id, range)));
    if (tab !== this.tab) return;
    this.#fresh.push({ ranges, version });
    const [sheet] = sheets;
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
    const { sheets } = await this.#get([{ sheetId: tabId }]);
    return new Tab(sheets[0]);
  }

  /** Reads which tabs there are, and puts one in front: the one named, if it is there to see. */
  async reoutlined(shows = null) {
    const tabs = await this.#lookAtTabs();
    const wanted =
      tabs.find(({ id }) => id === shows) ?? tabs.find(({ id }) => id === this.#wanted);
    const seen =
      wanted && (!wanted.hidden || wanted.id === shows)
        ? wanted
        : tabs.find(({ hidden }) => !hidden);
    if (seen.id === this.#wanted) await this.#read();
    else await this.show(seen.id);
  }

  async #lookAtTabs() {
    const fields = "properties.title,sheets.properties";
    const { properties, sheets } = await this.#acting.sheets("GET", `${this.id}?fields=${fields}`);
    const tabs = sheets.map(
      ({ properties: { sheetId = 0, title, hidden = false, gridProperties } }) => {
        return {
          id: sheetId,
          title,
          hidden,
          rows: gridProperties.rowCount,
          columns: gridProperties.columnCount,
        };
      },
    );
    const outline = { ...this.outline, title: properties.title, tabs };
    this.all = this.all.map((book) => (book.id === this.id ? outline : book));
    this.#tell("books", this.all);
    return tabs;
  }

  /** Tells of a change that was made to the tab at hand. */
  changedHere() {
    this.#tell("reload", { moved: false, by: "human", written: [] });
  }

  #hello(state) {
    // A server that was started anew may count from elsewhere.
    [this.#version, this.#due] = [0, 0];
    this.#own.clear();
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
    const isMoved = event.moved && !this.#own.has(event.version);
    // What was read is often newer than what is told of it.
    if (event.version <= this.#version) {
      if (isMoved) this.#tell("reload", { by: event.by, moved: true, written: [] });
      return;
    }
    if (event.reload) {
      this.#isMoved ||= isMoved;
      this.#by = this.#by === "bot" ? "bot" : event.by;
      this.#due = event.version;
      // Tabs may have come or gone, and the outline of that may be told later.
      if (event.tab === undefined) this.#isStale = true;
      if (!this.#reading) this.#read();
      return;
    }
    if (this.#reading) this.#late.push(event);
    this.#put(event);
  }

  #put({ cells, by, version }) {
    this.#fresh = this.#fresh.filter((one) => one.version >= version);
    const isOlder = (row, column) =>
      this.#fresh.some(({ ranges }) => ranges.some((range) => holds(range, row, column)));
    const newer = cells.filter(([row, column]) => !isOlder(row, column));
    for (const [row, column, cell] of newer) this.tab.put(row, column, cell);
    if (newer.length > 0)
      this.#tell("cells", { places: newer.map(([row, column]) => [row, column]), by });
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
        if (this.#isStale && !(await this.#isThere(wanted))) continue;
        const { sheets, version } = await this.#get([{ sheetId: wanted }]);
        if (id !== this.id || wanted !== this.#wanted) this.#again = true;
        else this.#front(new Tab(sheets[0]), by, version);
      } catch (trouble) {
        this.#tell("trouble", trouble.message);
        return;
      }
    } while (this.#again || this.#due > this.#version);
  }

  /** Looks whether a tab is still there; if not, another comes to the front. */
  async #isThere(tabId) {
    this.#isStale = false;
    const tabs = await this.#lookAtTabs();
    if (tabs.some(({ id }) => id === tabId)) return true;
    this.#wanted = tabs.find(({ hidden }) => !hidden).id;
    this.#again = true;
    return false;
  }

  #front(tab, by, version) {
    const before = this.tab;
    this.tab = tab;
    if (tab) {
      tab.book = this.id;
      [this.#version, this.#fresh] = [version, []];
    }
    if (tab && before?.id === tab.id && before.book === this.id) {
      const { moved, written } = compared(before, tab);
      const isMoved = moved || this.#isMoved;
      this.#tell("reload", { by, moved: isMoved, written: isMoved ? [] : written });
    } else this.#tell("tab", tab);
    this.#isMoved = false;
    for (const event of this.#late)
      if (event.tab === tab?.id && event.version > version) this.#put(event);
  }

  /** Reads ranges of tabs by the tabs' ids: their names may have just changed. */
  async #get(ranges) {
    const path = `${this.id}:getByDataFilter?fields=${encodeURIComponent(FIELDS)}`;
    const dataFilters = ranges.map((range) => ({ gridRange: range }));
    const { answer, version } = await this.#acting.sheetsAsOf("POST", path, { dataFilters });
    return { sheets: answer.sheets, version };
  }

  #tell(kind, what) {
    for (const listener of [...this.#listeners[kind]]) listener(what);
  }
}
