/**
 * Wires the page's parts; the only module that knows them all.
 */

import { Acting } from "./acting.js";
import { bar } from "./bar/bar.js";
import { link } from "./bar/link.js";
import { el } from "./element.js";
import { divider } from "./layout/divider.js";
import { regions } from "./layout/regions.js";
import { tabs } from "./layout/tabs.js";
import { Live } from "./live.js";
import { tour as tourOf } from "./tour/tour.js";

const live = new Live();
const acting = new Acting(live);

const slack = el("section", { class: "pane", id: "slack-pane" });
const sheet = el("section", { class: "pane", id: "sheet-pane" });
const panes = el("main", { class: "panes" });
panes.append(slack, divider(panes), sheet);
const tour = tourOf({ live, acting });

document.body.append(
  bar({ live, acting, tour }).element,
  link({ live }).element,
  tour.element,
  tabs([
    { label: "Slack", pane: slack },
    { label: "Sheet", pane: sheet },
  ]),
  panes,
);
regions();

/** Puts a pane in its place. One that cannot be loaded says so and leaves the other alone. */
async function place(parent, load) {
  try {
    parent.replaceChildren((await load()).element);
  } catch (problem) {
    console.error(problem);
    parent.replaceChildren(
      el(
        "p",
        { class: "pane-lost" },
        "This part of the page could not be loaded. Reload the page to try again.",
      ),
    );
  }
}

await Promise.all([
  place(slack, async () => (await import("./slack/pane.js")).slackPane({ live, acting })),
  place(sheet, async () => (await import("./sheet/pane.js")).sheetPane({ live, acting })),
]);
await live.start();
