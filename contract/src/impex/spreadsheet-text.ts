/** A text that a spreadsheet would take for a formula, escaped or not. */
const FORMULA = /^'*[=+\-@\t\r]/;
/** An escaped text: an apostrophe before text that a spreadsheet would take for a formula. */
export const ESCAPED_TEXT = /^'+[=+\-@\t\r]/;
const NUMBER = /^[+-]\d+(?:[.,]\d+)*$/;

/**
 * Writes a text as a table cell that `plainText` can restore. A text that looks escaped is escaped again; in files for
 * people, so is one that a spreadsheet would take for a formula. Numbers are unaffected.
 */
export function tableText(text: string, isForPeople: boolean): string {
  // Most texts begin with another character: a digit, a letter.
  if (!mayNeed(text.charCodeAt(0))) return text;
  const needs = ESCAPED_TEXT.test(text) || (isForPeople && FORMULA.test(text) && !NUMBER.test(text));
  return needs ? `'${text}` : text;
}

/** The text of a table cell, without the apostrophe that protects it from spreadsheets. */
export function plainText(cell: string): string {
  return cell[0] === "'" && ESCAPED_TEXT.test(cell) ? cell.slice(1) : cell;
}

/** Whether a character is one of `'=+-@`, a tab or a return. */
function mayNeed(code: number): boolean {
  return (
    code < 65 && (code === 39 || code === 61 || code === 43 || code === 45 || code === 64 || code === 9 || code === 13)
  );
}
