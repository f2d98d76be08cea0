/** A text that a spreadsheet takes for a formula, escaped or not. */
const FORMULA = /^'*[=+\-@\t\r]/;
/** A text that was escaped, with an apostrophe before what a spreadsheet takes for a formula. */
export const ESCAPED_TEXT = /^'+[=+\-@\t\r]/;
const NUMBER = /^[+-]\d+(?:[.,]\d+)*$/;

/**
 * A text as a cell of a table, so that `plainText` gives it back. One that was escaped by somebody else is escaped once
 * more; where people open the file, so is one that a spreadsheet would take for a formula. Numbers are neither.
 */
export function tableText(text: string, isForPeople: boolean): string {
  // Most texts begin with something else: a digit, a letter.
  if (!mayNeed(text.charCodeAt(0))) return text;
  const needs = ESCAPED_TEXT.test(text) || (isForPeople && FORMULA.test(text) && !NUMBER.test(text));
  return needs ? `'${text}` : text;
}

/** The text of a cell of a table: without the apostrophe that keeps a spreadsheet from taking it for a formula. */
export function plainText(cell: string): string {
  return cell[0] === "'" && ESCAPED_TEXT.test(cell) ? cell.slice(1) : cell;
}

/** Whether a character is one of `'=+-@`, a tab or a return. */
function mayNeed(code: number): boolean {
  return (
    code < 65 && (code === 39 || code === 61 || code === 43 || code === 45 || code === 64 || code === 9 || code === 13)
  );
}
