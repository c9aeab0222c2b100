/**
 * Finds text that is hard to read: the visible text of the page whose contrast with its ground is
 * below WCAG's AA, as [text, contrast, colour, ground, class] each. An expression: a function.
 */
async () => {
  // What changes by a transition has its old colours for a moment.
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})));

  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();

  function rgba(colour) {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(colour, [r, g, b, a / 255]);
    }
    return known.get(colour);
  }

  function over(top, bottom) {
    const alpha = top[3];
    return [0, 1, 2].map((at) => top[at] * alpha + bottom[at] * (1 - alpha)).concat(1);
  }

  /** What is behind the text of an element, all of its own and its ancestors' grounds. */
  function ground(element) {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
      const colour = rgba(getComputedStyle(each).backgroundColor);
      layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((bottom, top) => over(top, bottom), rgba("Canvas"));
  }

  function opacity(element) {
    let product = 1;
    for (let each = element; each; each = each.parentElement) {
      product *= Number(getComputedStyle(each).opacity);
    }
    return product;
  }

  function luminance(colour) {
    const [r, g, b] = colour.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrast(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  function hardToRead(element, text, style) {
    const behind = ground(element);
    const ink = rgba(style.color);
    const seen = over([...ink.slice(0, 3), ink[3] * opacity(element)], behind);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = contrast(seen, behind);
    if (ratio >= (isLarge ? 3 : 4.5)) return null;
    return [text.slice(0, 60), ratio.toFixed(2), style.color, String(behind), element.className];
  }

  function isSeen(element, box) {
    if (box.width <= 1 || box.height <= 1) return false;
    if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) return false;
    return element.checkVisibility({ visibilityProperty: true }) && !element.closest(":disabled, [aria-disabled=true]");
  }

  /** Colour emoji have their own colours. */
  function hasLetters(text) {
    return /[\p{L}\p{N}\p{P}\p{Sm}]/u.test(text);
  }

  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim();
    const element = node.parentElement;
    if (!hasLetters(text) || element.closest("noscript, script, style")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const [box] = range.getClientRects();
    if (!box || !isSeen(element, box) || element.getBoundingClientRect().width <= 1) continue;
    found.push(hardToRead(element, text, getComputedStyle(element)));
  }
  for (const field of document.querySelectorAll("input, textarea")) {
    if (!isSeen(field, field.getBoundingClientRect())) continue;
    const [text, part] = field.value ? [field.value, null] : [field.placeholder, "::placeholder"];
    if (hasLetters(text)) found.push(hardToRead(field, text, getComputedStyle(field, part)));
  }
  return found.filter(Boolean);
}
