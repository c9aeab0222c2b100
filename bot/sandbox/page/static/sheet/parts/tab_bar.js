/**
 * The tabs of the spreadsheet, below the grid.
 */

import { el, replace } from "../../element.js";
import { adding, deletingTab, duplicating, hidingTab, movingTab, renaming } from "../doing/tabs.js";
import { icon } from "../icons.js";
import { ask, field } from "./dialog.js";
import { openMenu } from "./menu.js";

/**
 * @param {{hands: import("../hands.js").Hands}} parts
 * @returns {HTMLElement}
 */
export function tabBar({ hands }) {
  const { book } = hands;
  let drawnFor = "";
  const list = el("div", {
    class: "tab-list",
    role: "tablist",
    aria: { label: "Tabs" },
    on: { keydown: press },
  });
  const add = el(
    "button",
    {
      class: "tab-button",
      type: "button",
      title: "Add a tab",
      aria: { label: "Add a tab" },
      on: { click: () => hands.run(adding()) },
    },
    icon("plus"),
  );
  const all = el(
    "button",
    {
      class: "tab-button",
      type: "button",
      title: "All tabs",
      aria: { label: "All tabs", haspopup: "menu" },
      on: { click: openAll },
    },
    icon("lines"),
  );

  function draw() {
    const seen = book.tabs.filter((tab) => !tab.hidden || tab.id === book.tab?.id);
    const now = JSON.stringify([
      book.id,
      book.tab?.id,
      seen.map(({ id, title, hidden }) => [id, title, hidden]),
    ]);
    if (now === drawnFor) return;
    drawnFor = now;
    const had = list.contains(document.activeElement);
    replace(list, seen.map(drawn));
    add.disabled = !book.id;
    all.disabled = !book.id;
    if (had) list.querySelector("[aria-selected=true]")?.focus();
  }

  function drawn(tab) {
    const isFront = tab.id === book.tab?.id;
    const label = tab.hidden ? `${tab.title} (hidden)` : tab.title;
    return el(
      "button",
      {
        class: "sheet-tab",
        type: "button",
        role: "tab",
        tabIndex: isFront ? 0 : -1,
        title: "Right-click for more",
        data: { tab: tab.id, hidden: tab.hidden ? "" : null },
        aria: { selected: String(isFront), haspopup: "menu" },
        on: {
          click: async () => {
            await choose(tab);
            hands.grid.focus();
          },
          dblclick: ({ currentTarget }) => rename(tabOf(currentTarget)),
          contextmenu: (event) => {
            event.preventDefault();
            const { clientX: x, clientY: y, currentTarget } = event;
            openOne(tabOf(currentTarget), x === 0 ? currentTarget : { x, y });
          },
        },
      },
      label,
    );
  }

  async function choose(tab) {
    if (await hands.isDone()) await book.show(tab.id);
  }

  function press(event) {
    const tabs = [...list.children];
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (event.key === "F2") rename(tabOf(tabs[at]));
    else if (event.key === "Escape") hands.grid.focus();
    else if ((event.shiftKey && event.key === "F10") || event.key === "ContextMenu")
      openOne(tabOf(tabs[at]), tabs[at]);
    else if (to === undefined || !tabs[to]) return;
    else {
      tabs[to].focus();
      choose(tabOf(tabs[to]));
    }
    event.preventDefault();
  }

  function tabOf(node) {
    return book.tabs.find(({ id }) => String(id) === node.dataset.tab);
  }

  /** All tabs, the hidden ones under a heading of their own. */
  function openAll() {
    const item = (tab) => ({
      label: tab.title,
      checked: tab.id === book.tab?.id,
      act: () => choose(tab),
    });
    const hidden = book.tabs.filter((tab) => tab.hidden);
    openMenu({
      label: "All tabs",
      at: all,
      items: [
        ...book.tabs.filter((tab) => !tab.hidden).map(item),
        ...(hidden.length > 0 ? ["line", { heading: "Hidden" }, ...hidden.map(item)] : []),
      ],
      onClose: (how) => (how === "chosen" ? hands.grid.focus() : all.focus()),
    });
  }

  function openOne(tab, at) {
    const index = book.tabs.indexOf(tab);
    const shown = book.tabs.filter(({ hidden }) => !hidden);
    const isLast = shown.length === 1 && !tab.hidden;
    const beside = (step) => shown[shown.indexOf(tab) + step];
    const moved = (step) => ({
      label: step < 0 ? "Move left" : "Move right",
      disabled: !beside(step),
      act: () => hands.run(movingTab({ ...tab, index }, book.tabs.indexOf(beside(step)))),
    });
    openMenu({
      label: `Tab ${tab.title}`,
      at,
      items: [
        { label: "Rename", act: () => rename(tab) },
        { label: "Duplicate", act: () => hands.run(duplicating({ ...tab, index })) },
        tab.hidden
          ? { label: "Show", act: () => hands.run(hidingTab(tab, false)) }
          : { label: "Hide", disabled: isLast, act: () => hands.run(hidingTab(tab, true)) },
        moved(-1),
        moved(1),
        "line",
        { label: "Delete", disabled: isLast, act: () => remove(tab, index) },
      ],
      onClose: () =>
        document.activeElement === document.body &&
        list.querySelector("[aria-selected=true]")?.focus(),
    });
  }

  async function rename(tab) {
    const { element, input } = field("Name of the tab", { value: tab.title, maxLength: 100 });
    const agreed = await ask({ title: "Rename tab", content: [element], agree: "Rename" });
    if (agreed && input.value.trim() !== "") hands.run(renaming(tab, input.value.trim()));
  }

  async function remove(tab, index) {
    const content = ["All its cells go with it. You can bring it back with Undo."];
    if (!(await ask({ title: `Delete “${tab.title}”?`, content, agree: "Delete", danger: true })))
      return;
    try {
      const whole = await book.peek(tab.id);
      hands.run(deletingTab(whole, index));
    } catch (trouble) {
      hands.trouble(trouble.message);
    }
  }

  book.on("books", draw);
  book.on("tab", draw);
  book.on("reload", draw);
  return el("div", { class: "tab-bar-tabs" }, add, all, list);
}
