/**
 * DOM nodes from plain data. What is text stays text: nothing here ever reads HTML.
 */

const SVG = "http://www.w3.org/2000/svg";

/** Properties that can only be read, though an attribute of the same name can be set. */
const ATTRIBUTES = new Set(["list", "form"]);

/**
 * Makes an element.
 *
 * @param {string} name its tag.
 * @param {object} [attributes] `class`; `data: {…}`, `aria: {…}`, `on: {event: listener}`,
 *   `style: {…}`; all others are set as properties where there are such, otherwise as attributes.
 *   Those that are null or undefined are left out, and attributes that are false as well.
 * @param {...(Node|string|number|Array|null|undefined|false)} children strings become text.
 * @returns {HTMLElement}
 */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  const { value, ...others } = attributes;
  for (const [key, given] of Object.entries(others)) set(node, key, given);
  node.append(...nodes(children));
  // Only after the children: a select has a value among its options, an input one of its type.
  if (value !== undefined && value !== null) set(node, "value", value);
  return node;
}

/**
 * Makes an SVG element; all of `attributes` are set as attributes.
 *
 * @returns {SVGElement}
 */
export function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, given] of Object.entries(attributes)) node.setAttribute(key, given);
  node.append(...nodes(children));
  return node;
}

/** Puts children in the place of those that a node has, by the rules of `el`. */
export function replace(node, ...children) {
  node.replaceChildren(...nodes(children));
}

function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}

function set(node, key, given) {
  if (given === null || given === undefined) return;
  if (key === "class") node.className = given;
  else if (key === "data") Object.assign(node.dataset, present(given));
  else if (key === "aria") {
    for (const [name, value] of Object.entries(present(given))) {
      node.setAttribute(`aria-${name}`, value);
    }
  } else if (key === "on") {
    for (const [event, listener] of Object.entries(given)) node.addEventListener(event, listener);
  } else if (key === "style") {
    for (const [name, value] of Object.entries(present(given))) node.style.setProperty(name, value);
  } else if (key in node && !ATTRIBUTES.has(key)) node[key] = given;
  else if (given !== false) node.setAttribute(key, given === true ? "" : given);
}

function present(record) {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== null && value !== undefined),
  );
}
