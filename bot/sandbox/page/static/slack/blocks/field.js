/**
 * What every field of Block Kit is given and gives.
 *
 * @typedef {{
 *   reader: import("../reader.js").Reader,
 *   value: any, isOptional: boolean,
 *   naming: {id?: string, label?: string, labelledBy?: string},
 *   suggest: (typed: string) => Promise<{options: object[], option_groups?: object[]}>,
 *   onChange: (value: any) => void, onDone: (value: any) => void, onEnter?: () => void,
 *   onCharacter?: () => void,
 * }} Place where a field stands: `value` is what stands in it at first (see `states.js`).
 *   `onChange` is to be told of each change, `onDone` once a choice is made. `onEnter` and
 *   `onCharacter` are there where the app wants to hear of them.
 *
 * @typedef {{node: HTMLElement, input: HTMLElement, value: any}} Field `input` takes the focus, and
 *   says of itself what is wrong.
 */

import { drawEditor } from "../editor/field.js";
import { drawCheckboxes, drawRadios } from "./choices.js";
import { drawFiles } from "./files.js";
import { drawDatepicker, drawDatetimepicker, drawTimepicker } from "./pickers.js";
import { drawSelect } from "./selects.js";
import { drawTyping } from "./typing.js";

const DRAWN = {
  plain_text_input: drawTyping,
  url_text_input: drawTyping,
  email_text_input: drawTyping,
  number_input: drawTyping,
  rich_text_input: drawEditor,
  static_select: drawSelect,
  external_select: drawSelect,
  users_select: drawSelect,
  conversations_select: drawSelect,
  channels_select: drawSelect,
  multi_static_select: drawSelect,
  multi_external_select: drawSelect,
  multi_users_select: drawSelect,
  multi_conversations_select: drawSelect,
  multi_channels_select: drawSelect,
  checkboxes: drawCheckboxes,
  radio_buttons: drawRadios,
  datepicker: drawDatepicker,
  timepicker: drawTimepicker,
  datetimepicker: drawDatetimepicker,
  file_input: drawFiles,
};

/**
 * Draws an element in which something can stand.
 *
 * @param {object} element
 * @param {Place} place
 * @returns {Field}
 */
export function drawField(element, place) {
  return DRAWN[element.type](element, place);
}
