/**
 * What is pressed: buttons, and the menus behind three dots.
 */

import { el } from "../../element.js";
import { drawIcon } from "../icons.js";
import { openMenu } from "../menu.js";
import { drawInline } from "../text/draw.js";
import { followable } from "../text/links.js";
import { parsePlain } from "../text/mrkdwn.js";

/** Draws a button; one with an address is a link that also tells the app. */
export function drawButton(element, block, surface) {
  const text = drawInline(parsePlain(element.text.text), surface.reader);
  const address = element.url ? followable(element.url) : null;
  const attributes = {
    class: "slack-button",
    data: {
      style: element.style ?? "",
      size: "small",
      action: element.action_id,
      value: element.value ?? null,
    },
    aria: { label: element.accessibility_label },
  };
  if (!address) {
    const press = () => surface.press(block, element, button);
    const button = el(
      "button",
      { ...attributes, type: "button", on: { click: press } },
      el("span", { class: "slack-button-text" }, text),
    );
    return button;
  }
  const link = el(
    "a",
    {
      ...attributes,
      href: address,
      target: "_blank",
      rel: "noopener noreferrer",
      on: { click: follow },
    },
    el("span", { class: "slack-button-text" }, text),
  );
  return link;

  async function follow(event) {
    if (element.confirm) event.preventDefault();
    const isDone = await surface.press(block, element, link);
    if (isDone && element.confirm) window.open(address, "_blank", "noopener,noreferrer");
  }
}

/** Draws the three dots behind which further choices are. */
export function drawOverflow(element, block, surface) {
  const button = el(
    "button",
    {
      class: "slack-button overflow",
      type: "button",
      data: { style: "", size: "small", action: element.action_id },
      aria: { label: "More actions", haspopup: "menu", expanded: "false" },
      on: { click: open },
    },
    drawIcon("more_across"),
  );
  return button;

  function open() {
    const items = element.options.map((option) => ({
      label: drawInline(parsePlain(option.text.text), surface.reader),
      detail: option.description && drawInline(parsePlain(option.description.text), surface.reader),
      href: option.url,
      act: () => surface.press(block, element, button, { selected: option.value }),
    }));
    openMenu(button, "More actions", items, { align: "end" });
  }
}

/** Draws a small button that is an icon, such as that to delete an answer. */
export function drawIconButton(element, block, surface) {
  const press = () => surface.press(block, element, button);
  const button = el(
    "button",
    {
      class: "icon-button",
      type: "button",
      data: { action: element.action_id },
      aria: { label: element.accessibility_label ?? element.text.text },
      title: element.text.text,
      on: { click: press },
    },
    drawIcon(element.icon === "trash" ? "trash" : "more_across"),
  );
  return button;
}

/** Draws the two buttons by which somebody says whether an answer was good. */
export function drawFeedback(element, block, surface) {
  return [element.positive_button, element.negative_button].map((one) => {
    const press = () =>
      surface.press(block, { ...element, value: one.value }, button, { selected: one.value });
    const button = el(
      "button",
      {
        class: "slack-button",
        type: "button",
        data: { style: "", size: "small", action: element.action_id },
        aria: { label: one.accessibility_label },
        on: { click: press },
      },
      drawInline(parsePlain(one.text.text), surface.reader),
    );
    return button;
  });
}
