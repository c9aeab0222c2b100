/**
 * Slack's `rich_text` blocks, as the nodes that `draw.js` draws: those of `mrkdwn.js`, and
 * `{type: "list", ordered, indent, offset, border, items: [inline nodes]}`.
 */

const STYLES = ["code", "bold", "italic", "strike", "underline", "highlight", "client_highlight"];

/** Returns a `rich_text` block as blocks. What Slack may add one day is `{type: "unknown"}`. */
export function parseRichText(block) {
  return (block.elements ?? []).map(partOf);
}

function partOf(part) {
  switch (part.type) {
    case "rich_text_section":
      return { type: "paragraph", children: inlineOf(part.elements) };
    case "rich_text_preformatted":
      return { type: "pre", border: part.border === 1, children: inlineOf(part.elements) };
    case "rich_text_quote": {
      const children = [{ type: "paragraph", children: inlineOf(part.elements) }];
      return { type: "quote", children };
    }
    case "rich_text_list":
      return {
        type: "list",
        ordered: part.style === "ordered",
        indent: part.indent ?? 0,
        offset: part.offset ?? 0,
        border: part.border === 1,
        items: (part.elements ?? []).map((item) => inlineOf(item.elements)),
      };
    default:
      return { type: "unknown", what: part };
  }
}

/** Returns the elements of a rich text section as inline nodes. */
export function inlineOf(elements) {
  return (elements ?? []).map((element) => styled(nodeOf(element), element.style));
}

function styled(node, style) {
  const on = STYLES.filter((name) => style?.[name]);
  return on.reduce(
    (inner, name) => ({ type: name.replace("client_", ""), children: [inner] }),
    node,
  );
}

function nodeOf(element) {
  switch (element.type) {
    case "text":
      return { type: "text", text: element.text };
    case "link": {
      const said = element.text || element.url.replace(/^mailto:/iu, "");
      return { type: "link", url: element.url, children: [{ type: "text", text: said }] };
    }
    case "emoji": {
      const tone = element.skin_tone ? `::skin-tone-${element.skin_tone}` : "";
      return { type: "emoji", name: element.name + tone, unicode: element.unicode };
    }
    case "user":
      return { type: "user", id: element.user_id, label: "" };
    case "channel":
      return { type: "channel", id: element.channel_id, label: "" };
    case "usergroup":
      return { type: "usergroup", id: element.usergroup_id, label: "" };
    case "broadcast":
      return { type: "broadcast", range: element.range };
    case "color":
      return { type: "color", value: element.value };
    case "date":
      return {
        type: "date",
        timestamp: element.timestamp,
        format: element.format,
        url: element.url ?? "",
        fallback: element.fallback ?? "",
      };
    default:
      return { type: "unknown", what: element };
  }
}
