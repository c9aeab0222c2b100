/**
 * How Sheets reads what a person types: which texts become something else than text.
 */

const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const DATE = [
  String.raw`\d{4}[-/]\d{1,2}[-/]\d{1,2}`,
  String.raw`\d{1,2}/\d{1,2}/\d{4}`,
  String.raw`${MONTH}\s+\d{1,2},\s+\d{4}`,
  String.raw`\d{1,2}\s+${MONTH}\s+\d{4}`,
].join("|");
const TIME = String.raw`\d{1,2}:\d{1,2}(?::\d{1,2})?(?:\s+[ap]m)?`;
const MOMENT = new RegExp(`^(?:(?:${DATE})(?:\\s+${TIME})?|${TIME})$`, "i");
const NUMBER = /^[+-]?\$?(?:\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.\d*)?(?:e[+-]?\d+)?%?$/i;
const FORMULA = /^(?:[=+-]|@\w+\()./s;
const ADDRESS = /^(?:https?:\/\/|www\.)[^\s<>"]+$/i;

/** Whether a text would be taken for a formula, a number, a date, or yes or no. */
export function isRead(text) {
  const trimmed = text.trim();
  return (
    FORMULA.test(text) ||
    /^(?:true|false)$/i.test(trimmed) ||
    NUMBER.test(trimmed) ||
    MOMENT.test(trimmed)
  );
}

/** Whether a text that is entered as it is would not become just this text. */
export function readsOtherwise(text, { isText = false } = {}) {
  return text.startsWith("'") || (!isText && isRead(text));
}

/** Whether a text is one web address, which Sheets makes a link. */
export function isAddress(text) {
  return ADDRESS.test(text);
}

/** Whether a text stays text when it is typed, and gets no link of its own. */
export function staysText(text) {
  return text !== "" && !readsOtherwise(text) && !isAddress(text);
}
