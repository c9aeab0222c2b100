/**
 * Cells as the clipboard has them: lines of fields with tabs between, in quotes where they need it.
 */

/**
 * Rows of texts as one text. A text with a tab, a line break or quotes in front is put in quotes.
 *
 * @param {string[][]} rows
 */
export function write(rows) {
  return rows.map((row) => row.map(field).join("\t")).join("\n");
}

function field(text) {
  return /[\t\n\r]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Reads what this or another program has put on the clipboard; line breaks are \n afterwards.
 *
 * @param {string} text
 * @returns {string[][]} the rows of texts; those that are shorter than others stay so.
 */
export function read(text) {
  const rows = [[]];
  const given = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  let here = 0;
  while (here <= given.length) {
    const quoted = given[here] === '"' ? closing(given, here) : -1;
    const end = quoted >= 0 ? quoted + 1 : next(given, here);
    const raw =
      quoted >= 0 ? given.slice(here + 1, quoted).replaceAll('""', '"') : given.slice(here, end);
    rows.at(-1).push(raw);
    if (given[end] === "\n") rows.push([]);
    here = end + 1;
  }
  // Programs end the last line like the others, which makes no further row.
  if (rows.length > 1 && rows.at(-1).length === 1 && rows.at(-1)[0] === "") rows.pop();
  return rows.map((row) => (row.length === 0 ? [""] : row));
}

/** Where the quotes that open at `start` close, if a field ends there; -1 for quotes that are text. */
function closing(text, start) {
  let here = start + 1;
  while (here < text.length) {
    const found = text.indexOf('"', here);
    if (found < 0) return -1;
    if (text[found + 1] !== '"') {
      const after = text[found + 1];
      return after === undefined || after === "\t" || after === "\n" ? found : -1;
    }
    here = found + 2;
  }
  return -1;
}

function next(text, start) {
  for (let here = start; here < text.length; here += 1) {
    if (text[here] === "\t" || text[here] === "\n") return here;
  }
  return text.length;
}
