/**
 * Puts nodes in order with as few moves as can be: a node that is moved loses focus and scroll.
 */

/** Makes `nodes` the children of `parent`, in this order. */
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  for (const [index, node] of nodes.entries()) {
    if (parent.childNodes[index] !== node)
      parent.insertBefore(node, parent.childNodes[index] ?? null);
  }
}
