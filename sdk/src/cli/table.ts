import { stripVTControlCharacters } from 'node:util';

/** How a table is drawn. */
export interface TableStyle {
  /** Characters of a line; undefined where nothing is cut off. */
  width?: number | undefined;
  colours?: boolean;
}

const GAP = '  ';
/** A column of text is not made narrower than this, and one of words not at all, up to the width of a time. */
const LEAST_WIDTH = 14;
const WORD_WIDTH = 24;
const WORD = /^(\S*|\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ)$/;
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Rows as columns of equal width, with their heading, within the width of the terminal. */
export function tableLines(head: readonly string[], rows: readonly (readonly string[])[], style: TableStyle): string[] {
  const widths = head.map((name, at) => Math.max(widthOf(name), ...rows.map((row) => widthOf(row[at] ?? ''))));
  const least = widths.map((width, at) =>
    Math.min(width, rows.every((row) => WORD.test(row[at] ?? '')) ? WORD_WIDTH : LEAST_WIDTH),
  );
  const fitting = fitted(widths, least, style.width);
  const isNumeric = head.map((_, at) => rows.every((row) => /^(-?\d[\d.]*|-?)$/.test(row[at] ?? '')));
  const lineOf = (cells: readonly string[], paint: (cell: string) => string) =>
    fitting
      .map((width, at) => {
        const cell = cut(cells[at] ?? '', width);
        const space = ' '.repeat(width - widthOf(cell));
        // The last column needs no space after it.
        const after = at === fitting.length - 1 ? '' : space;
        return isNumeric[at] ? space + paint(cell) : paint(cell) + after;
      })
      .join(GAP)
      .trimEnd();
  const bold = (cell: string) => (style.colours && cell !== '' ? `\u001b[1m${cell}\u001b[22m` : cell);
  const coloured = (cell: string) => (style.colours ? inColour(cell) : cell);
  return [lineOf(head, bold), ...rows.map((row) => lineOf(row, coloured))];
}

/** Rows as columns of equal width, without a heading; the last column is not padded. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, at) => cell + ' '.repeat(at === row.length - 1 ? 0 : (widths[at] ?? 0) - widthOf(cell)))
      .join(GAP)
      .trimEnd(),
  );
}

/** Takes from the widest columns until the line fits, and leaves the last ones out where that is not enough. */
function fitted(widths: readonly number[], least: readonly number[], width = Number.POSITIVE_INFINITY): number[] {
  const all = [...widths];
  const total = () => all.reduce((sum, one) => sum + one + GAP.length, -GAP.length);
  while (total() > width) {
    const room = all.map((one, at) => (one > (least[at] ?? 0) ? one : 0));
    const widest = Math.max(...room);
    if (widest > 0) all[room.indexOf(widest)] = widest - 1;
    else if (all.length > 1) all.pop();
    else return [width];
  }
  return all;
}

/** Text of others as it may be shown: no control characters, which could write anywhere on a terminal. */
export function plainText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return stripVTControlCharacters(text).replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
}

/** The states of things, wherever they stand, in the colours that they have everywhere. */
const COLOURS: readonly (readonly [RegExp, number])[] = [
  [/^(completed|active|succeeded|in_stock|ok|connected|uploaded|delivered|loaded)$/, 32],
  [/^(failed|error|rejected|revoked|expired|offboarded|unreachable|out_of_stock|cancelled)$/, 31],
  [/^(queued|running|pending\w*|paused|warning|preorder|backorder|retrying)$/, 33],
];

function inColour(cell: string): string {
  const colour = COLOURS.find(([words]) => words.test(cell))?.[1];
  return colour === undefined ? cell : `\u001b[${colour}m${cell}\u001b[39m`;
}

function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += /\p{Mark}|\u200d/u.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1;
  return width;
}

function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const sign of text) {
    if (widthOf(kept + sign) > width - 1) break;
    kept += sign;
  }
  return `${kept}…`;
}
