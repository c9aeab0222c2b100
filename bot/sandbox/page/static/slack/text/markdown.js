/**
 * Markdown blocks, from the tree that the server parses them into, as the nodes that `draw.js`
 * draws. Only what is named here is drawn; HTML in Markdown is text.
 */

const MARKS = { strong: "bold", em: "italic", s: "strike" };
const INLINE = new Set([
  ...Object.keys(MARKS),
  "text",
  "softbreak",
  "hardbreak",
  "code_inline",
  "link",
  "image",
]);

/** Returns the tree of a `markdown` block as blocks. */
export function parseTree(tree) {
  return blocksOf(tree ?? []);
}

/** Nodes as blocks; those of a line that stand free, as in a tight list, are a paragraph. */
function blocksOf(nodes, indent = 0) {
  const blocks = [];
  let line = [];
  const end = () => {
    if (line.length > 0) blocks.push({ type: "paragraph", children: inlineOf(line) });
    line = [];
  };
  for (const node of nodes) {
    if (INLINE.has(node.type)) line.push(node);
    else {
      end();
      blocks.push(...blockOf(node, indent));
    }
  }
  end();
  return blocks;
}

function blockOf(node, indent) {
  const children = node.children ?? [];
  switch (node.type) {
    case "paragraph":
      return [{ type: "paragraph", children: inlineOf(children) }];
    case "heading":
      return [{ type: "heading", level: node.attrs.level, children: inlineOf(children) }];
    case "blockquote":
      return [{ type: "quote", children: blocksOf(children) }];
    case "bullet_list":
    case "ordered_list":
      return listsOf(node, indent);
    case "fence":
    case "code_block":
      return [
        { type: "pre", children: [{ type: "text", text: (node.text ?? "").replace(/\n$/u, "") }] },
      ];
    case "hr":
      return [{ type: "rule" }];
    case "table":
      return [tableOf(node)];
    default:
      return [{ type: "unknown", what: node }];
  }
}

/** A list inside an item is drawn after it, further in: so Slack does it as well. */
function listsOf(node, indent) {
  const ordered = node.type === "ordered_list";
  const lists = [];
  let number = Number(node.attrs?.start ?? 1);
  let isOpen = false;
  for (const { children = [] } of node.children ?? []) {
    const isList = (child) => child.type.endsWith("_list");
    const item = contentOf(blocksOf(children.filter((child) => !isList(child))));
    const deeper = children.filter(isList).flatMap((child) => listsOf(child, indent + 1));
    if (isOpen) lists.at(-1).items.push(item);
    else
      lists.push({
        type: "list",
        ordered,
        indent,
        offset: ordered ? number - 1 : 0,
        border: false,
        items: [item],
      });
    lists.push(...deeper);
    isOpen = deeper.length === 0;
    number += 1;
  }
  return lists;
}

function contentOf(blocks) {
  return blocks.length === 1 && blocks[0].type === "paragraph" ? blocks[0].children : blocks;
}

function tableOf(node) {
  const rows = { thead: [], tbody: [] };
  for (const part of node.children ?? []) {
    for (const row of part.children ?? []) rows[part.type].push((row.children ?? []).map(cellOf));
  }
  return { type: "table", head: rows.thead[0] ?? [], rows: rows.tbody };
}

function cellOf(cell) {
  return { align: cell.attrs?.align, children: inlineOf(cell.children ?? []) };
}

function inlineOf(nodes) {
  return nodes.map(nodeOf);
}

function nodeOf(node) {
  const children = node.children ?? [];
  if (Object.hasOwn(MARKS, node.type))
    return { type: MARKS[node.type], children: inlineOf(children) };
  switch (node.type) {
    case "text":
      return { type: "text", text: node.text ?? "" };
    case "softbreak":
    case "hardbreak":
      return { type: "break" };
    case "code_inline":
      return { type: "code", children: [{ type: "text", text: node.text ?? "" }] };
    case "link":
      return { type: "link", url: node.attrs?.href ?? "", children: inlineOf(children) };
    case "image": {
      // Slack shows no pictures in Markdown, but links to them.
      const { src = "", alt = "" } = node.attrs ?? {};
      return { type: "link", url: src, children: [{ type: "text", text: alt || src }] };
    }
    default:
      return { type: "unknown", what: node };
  }
}
