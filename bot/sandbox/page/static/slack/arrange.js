/**
 * Puts nodes in order with as few moves as can be: a node that is moved loses focus and scroll.
 */

/** Makes `nodes` the children of `parent`, in this order. */
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  let next = parent.firstChild;
  for (const node of nodes) {
    if (node === next) next = next.nextSibling;
    else parent.insertBefore(node, next);
  }
}
