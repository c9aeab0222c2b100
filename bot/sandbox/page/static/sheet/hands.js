/**
 * What the person does in the grid, by keys, pointer or menu: it is shown at once, and carried out
 * through the Sheets API.
 */

import { columnName } from "./model/a1.js";
import { edited, shown } from "./model/cell.js";
import { held, isCheckbox, isDropdown, listed, refusal, source } from "./model/rule.js";
import { home } from "./model/selection.js";
import { COLUMNS, ROWS, USUAL_SIZE } from "./model/tab.js";
import { clearing, typing, unfiltered } from "./doing/cells.js";
import { hiding, moving, sizing } from "./doing/dimensions.js";
import { Filling } from "./filling.js";

const MOVED_ON =
  "Rows or columns have moved while you were typing. See that this is the cell you mean, then press Enter again.";

/** The person's hands in one sheet. */
export class Hands {
  /** Set by whoever puts the sheet together, as they need the hands themselves. */
  editor = null;
  clipboard = null;
  /** Pastes and repeats cells. */
  filling = new Filling(this);

  #acting;
  #say;
  #listeners = new Set();
  #lists = new Map();
  #isUnsure = false;

  /**
   * @param {{book: object, writer: object, grid: object, selection: object, acting: object,
   *   trouble: (sentence: string, again?: () => void) => void}} parts
   */
  constructor({ book, writer, grid, selection, acting, trouble }) {
    this.book = book;
    this.writer = writer;
    this.grid = grid;
    this.selection = selection;
    this.trouble = trouble;
    this.#acting = acting;
    this.#say = trouble;
  }

  /** The tab in front, or null. */
  get tab() {
    return this.book.tab;
  }

  /** What is selected. */
  get range() {
    return this.selection.range(this.tab);
  }

  /** The cell that is typed into. */
  get activeCell() {
    const { row, column } = this.selection.active;
    return this.tab.cell(row, column);
  }

  /** Calls a listener whenever something else is selected, or what is selected has changed. */
  onSelect(listener) {
    this.#listeners.add(listener);
  }

  /** Shows what is selected; the keys go there. */
  selected({ reveal = true, focus = true } = {}) {
    const { active, to, whole } = this.selection;
    if (reveal) {
      const place =
        whole === null && (to.row !== active.row || to.column !== active.column) ? to : active;
      const { rows, columns } = this.grid.layout;
      if (place === to || !rows.isHidden(place.row) || !columns.isHidden(place.column))
        this.grid.view.reveal(place.row, place.column);
    }
    this.grid.select();
    if (focus) this.grid.focus();
    this.changed();
  }

  /** Tells those who show something about what is selected. */
  changed() {
    for (const listener of this.#listeners) listener();
  }

  /** Selects a cell, or extends the selection to it. */
  goTo({ row, column }, extend = false) {
    if (extend) this.selection.extend(row, column);
    else this.selection.pick(row, column);
    this.selected();
  }

  /** Selects a range that was named or that has just been written. */
  select(range, { focus = true } = {}) {
    const place = home(this.tab, { row: range.top, column: range.left });
    this.selection.span(range, place);
    this.grid.view.reveal(place.row, place.column);
    this.selected({ reveal: false, focus });
  }

  /** The first row or column that is seen below or beside what is frozen, or at all. */
  firstSeen(which) {
    const axis = which === ROWS ? this.grid.layout.rows : this.grid.layout.columns;
    return axis.seen(0, 1) ?? 0;
  }

  /** Lets go of what was copied. @returns {boolean} whether there was anything. */
  letGo() {
    return this.clipboard.forget();
  }

  // -- carrying out

  /**
   * Carries out a step. What was typed is shown at once; if it is refused, it is there to edit.
   *
   * @param {Function} plan as in doing/steps.js.
   * @param {{typed?: {row: number, column: number, text: string}, tells?: boolean}} [how] with
   *   `tells`, others are told in which columns cells were edited.
   */
  async run(plan, { typed = null, tells = false } = {}) {
    if (typed) this.grid.pend([typed]);
    try {
      const step = await this.writer.do(plan);
      if (step && tells) this.#tell(step);
    } catch (trouble) {
      this.#failed(trouble.message, plan, { typed, tells });
    } finally {
      if (typed) this.grid.pend([{ ...typed, text: null }]);
    }
  }

  #failed(sentence, plan, how) {
    const { typed } = how;
    if (typed && !this.editor.isOpen && this.tab?.id === typed.tab) {
      this.selection.pick(typed.row, typed.column);
      this.selected();
      this.edit({ text: typed.text, trouble: sentence });
    } else {
      const what = typed ? `“${typed.text.slice(0, 60)}” was not written: ` : "";
      this.#say(what + sentence, () => this.run(plan, how));
    }
  }

  #tell({ touches }) {
    const { tab, book } = this;
    const header = Math.max(0, tab.frozen[ROWS] - 1);
    const columns = new Set(
      touches.flatMap(({ left, right }) =>
        Array.from({ length: right - left }, (_, index) => left + index),
      ),
    );
    for (const column of columns) {
      const name = shown(tab.cell(header, column)) || columnName(column);
      this.#acting.did("cell", { spreadsheet: book.id, tab: tab.title, column: name });
    }
  }

  /** Takes the last step back, or does it again. */
  async undo() {
    await this.#try(async () => {
      const said = await this.writer.undo();
      if (said) this.#say(said);
    });
  }

  /** Does again what was taken back last. */
  async redo() {
    await this.#try(() => this.writer.redo());
  }

  async #try(work) {
    try {
      await work();
    } catch (trouble) {
      this.#say(trouble.message);
    }
  }

  // -- editing

  /** Begins to edit the active cell; with `typing`, what is typed takes the place of what it holds. */
  edit({ text, typing: isTyping = false, inBar = false, trouble = "" } = {}) {
    const { active } = this.selection;
    const cell = this.activeCell;
    if (!inBar) this.grid.view.reveal(active.row, active.column);
    const rule = cell.dataValidation;
    const choices = isDropdown(cell) ? this.choices(rule) : null;
    this.#isUnsure = false;
    this.editor.open(active, cell, {
      text: text ?? this.#text(active),
      typing: isTyping,
      inBar,
      choices,
      current: shown(cell),
      trouble,
    });
    if (choices === null && source(rule)) this.#look(rule, active, cell);
  }

  /** Ends editing. @returns {boolean} false where what was typed is not let in. */
  finishEditing() {
    return this.editor.take();
  }

  /** Ends editing, and waits for all that is under way. @returns {Promise<boolean>} as above. */
  async isDone() {
    if (!this.finishEditing()) return false;
    await this.writer.idle();
    return true;
  }

  /** Tells that a place may not mean what it meant when editing began. */
  loseSure() {
    this.#isUnsure = this.editor.isOpen;
  }

  /** Enters a text, unless the cell's rule forbids it. @returns {string} why not, or "". */
  enter({ row, column }, text) {
    if (this.#isUnsure) {
      this.#isUnsure = false;
      return MOVED_ON;
    }
    const cell = this.tab.cell(row, column);
    if (text === this.#text({ row, column })) return "";
    const rule = cell.dataValidation;
    const choices = this.choices(rule);
    let entered = text;
    if (choices) {
      const { text: spelled, fits } = held(choices, text);
      if (!fits && rule.strict) return refusal(rule, choices, { row, column });
      entered = spelled;
    }
    this.run(typing({ row, column }, entered), {
      typed: { tab: this.tab.id, row, column, text: entered },
      tells: true,
    });
    return "";
  }

  /** Ticks a checkbox, or takes the tick off. */
  tick() {
    const { active } = this.selection;
    if (!isCheckbox(this.activeCell)) return;
    this.enter(active, this.#text(active).toUpperCase() === "TRUE" ? "FALSE" : "TRUE");
  }

  /** The text of a cell to edit, as it will be when all is written. */
  #text({ row, column }) {
    return this.grid.pending(row, column) ?? edited(this.tab.cell(row, column));
  }

  /** Empties what is selected; rows that a filter has hidden are left alone. */
  clear() {
    this.run(clearing(unfiltered(this.tab, this.range)), { tells: true });
  }

  /** The choices of a rule, or null; those in a range of the sheet once they were read. */
  choices(rule) {
    return listed(rule) ?? this.#lists.get(source(rule)) ?? null;
  }

  /** Reads the choices that stand in a range of the sheet. */
  async #look(rule, place, cell) {
    const range = source(rule);
    try {
      const { values = [] } = await this.#acting.sheets(
        "GET",
        `${this.book.id}/values/${encodeURIComponent(range)}`,
      );
      this.#lists.set(range, [...new Set(values.flat().filter(Boolean))]);
    } catch (trouble) {
      this.#say(trouble.message);
      return;
    }
    const { editor } = this;
    if (editor.place !== place || !isDropdown(cell)) return;
    editor.open(place, cell, {
      text: editor.text,
      choices: this.#lists.get(range),
      current: shown(cell),
    });
  }

  // -- rows and columns

  /** Moves rows or columns to before another. */
  move(which, start, end, to) {
    this.run(moving(which, start, end, to));
  }

  /** Sizes one, or all selected ones if it is one of them. */
  resize(which, index, size) {
    const [start, end] = this.#along(which, index);
    this.run(sizing(which, start, end, size));
  }

  /** Lets a column be as wide, or a row as high, as its texts need. */
  fit(which, index) {
    this.resize(which, index, which === ROWS ? USUAL_SIZE[ROWS] : this.grid.layout.fitting(index));
  }

  /** Shows rows or columns that are hidden. */
  showHidden(which, start, end) {
    this.run(hiding(which, [[start, end]], false));
  }

  #along(which, index) {
    const { top, bottom, left, right } = this.range;
    const { whole } = this.selection;
    if (which === ROWS && whole === "rows" && index >= top && index < bottom) return [top, bottom];
    if (which === COLUMNS && whole === "columns" && index >= left && index < right)
      return [left, right];
    return [index, index + 1];
  }
}
