import { Problem } from '../../shared/problem.ts';
import type { DataDefinition } from '../descriptors.ts';
import { columnPosition } from '../sources.ts';
import { placesOf } from './csv-writer.ts';
import type { FileWriter, WrittenCell } from './text-parts.ts';

/** The rows that a sheet may have. */
const MOST_ROWS = 1_048_576;
/** The digits that spreadsheets keep of a number. */
const MOST_DIGITS = 15;

/**
 * Writes rows as the sheet part of a workbook (ECMA-376, part 1: 18.3). Texts stay texts, whatever they look like.
 *
 * @param decimalSeparators of numeric sources
 */
export function createXlsxSheetWriter(
  { header, skip_lines }: DataDefinition['format'],
  sources: readonly string[],
  decimalSeparators: readonly (string | undefined)[] = [],
): FileWriter {
  const places = placesOf(sources);
  const order = places.map((_, index) => index).sort((one, other) => (places[one] ?? 0) - (places[other] ?? 0));
  const columns = places.map(columnName);
  let line = skip_lines;
  const row = (texts: readonly WrittenCell[], separators: readonly (string | undefined)[] = decimalSeparators) => {
    line += 1;
    if (line > MOST_ROWS) {
      const detail = `The data have more rows than a sheet may have, which are ${MOST_ROWS}: take another format.`;
      throw new Problem('conflict', detail);
    }
    const cells = order.map((index) =>
      cellOf(`${columns[index]}${line}`, String(texts[index] ?? ''), separators[index]),
    );
    return `<row r="${line}">${cells.join('')}</row>`;
  };
  const begin =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
  const names = sources.map((source) => (columnPosition(source) === undefined ? source : ''));
  return { begin: begin + (header ? row(names, []) : ''), row: (cells) => row(cells), end: '</sheetData></worksheet>' };
}

function cellOf(place: string, text: string, decimalSeparator: string | undefined): string {
  if (text === '') return '';
  const number = decimalSeparator === undefined ? undefined : text.replace(decimalSeparator, '.');
  if (number !== undefined && isExact(number)) return `<c r="${place}"><v>${number}</v></c>`;
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** Whether a spreadsheet keeps all digits of a number. */
function isExact(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= MOST_DIGITS;
}

/** @example columnName(27) // 'AB' */
function columnName(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26));
  return place < 26 ? letter : columnName(Math.floor(place / 26) - 1) + letter;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Characters that XML does not allow or would change, and text that would be read as an escape of one. */
const SPECIAL = /_(?=x[\dA-Fa-f]{4}_)|[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function escaped(text: string): string {
  return text
    .replace(SPECIAL, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}
