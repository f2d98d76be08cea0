import { CELL_DELIMITERS, type DataDefinition } from './descriptors.ts';
import type { SampleColumn } from './propose-columns.ts';

/** The detected layout of a sample. */
export interface DetectedLayout {
  readonly format: DataDefinition['format'];
  readonly columns: readonly SampleColumn[];
}

/** The most rows of a sample that are examined. */
const MOST_ROWS = 100;
const PLAIN = { delimiter: ',', header: true, skip_lines: 0 } as const;

/** The format of a text, without the help of a file extension. */
export function formatOfText(text: string): 'csv' | 'jsonl' | 'xml' {
  const start = text.trimStart();
  if (start.startsWith('<')) return 'xml';
  return start.startsWith('{') ? 'jsonl' : 'csv';
}

/** The layout of JSON lines: the paths of all values, of objects and of the first items of lists. */
export function detectJsonLines(text: string, encoding: DataDefinition['format']['encoding']): DetectedLayout {
  const found = new Map<string, string[]>();
  for (const line of text.split('\n').slice(0, MOST_ROWS)) {
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch {
      continue;
    }
    if (typeof row === 'object' && row !== null) collect(row, '', found);
  }
  return { format: { ...PLAIN, type: 'jsonl', encoding }, columns: columnsOf(found) };
}

const MOST_DEPTH = 10;

function collect(value: object, path: string, found: Map<string, string[]>, depth = 0): void {
  for (const [name, inner] of Object.entries(value)) {
    const place = path === '' ? name : `${path}/${name}`;
    if (typeof inner !== 'object') note(found, place, String(inner));
    else if (inner !== null && depth < MOST_DEPTH)
      collect(Array.isArray(inner) ? inner.slice(0, 1) : inner, place, found, depth + 1);
  }
}

function note(found: Map<string, string[]>, place: string, value: string): void {
  const values = found.get(place) ?? [];
  const text = value.trim();
  found.set(place, text === '' ? values : [...values, text]);
}

function columnsOf(found: ReadonlyMap<string, readonly string[]>): SampleColumn[] {
  return [...found].map(([source, values]) => ({ source, values }));
}

/**
 * The layout of CSV: the delimiter that splits most lines into the same number of cells, the lines before the header,
 * and the header.
 */
export function detectCsv(
  text: string,
  encoding: DataDefinition['format']['encoding'],
  isCut: boolean,
): DetectedLayout {
  const [best] = CELL_DELIMITERS.map((delimiter) => ({ delimiter, records: recordsOf(text, delimiter, isCut) }))
    .map((one) => ({ ...one, width: usualWidth(one.records) }))
    .sort((one, other) => score(other) - score(one));
  const { delimiter, records, width } = best ?? { delimiter: ',' as const, records: [], width: 0 };
  const first = records.findIndex(({ cells }) => cells.length === width);
  const { columns, header, skip_lines } = detectTable(records, first);
  return { format: { type: 'csv', encoding, delimiter, header, skip_lines }, columns };
}

/**
 * The layout of a worksheet, whose rows may end with blank cells: a title above the table has fewer than half of the
 * cells of its rows.
 *
 * @param sheet its name, if it is not the first one
 */
export function detectSheet(records: readonly TableRecord[], sheet: string | undefined): DetectedLayout {
  const filled = records.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length);
  const most = Math.max(0, ...filled);
  const { columns, header, skip_lines } = detectTable(
    records,
    filled.findIndex((count) => count * 2 > most),
  );
  const format = { ...PLAIN, type: 'xlsx', encoding: 'utf-8', header, skip_lines } as const;
  return { format: sheet === undefined ? format : { ...format, sheet }, columns };
}

/** The columns of records. @param first the index of the header, or of the first row */
function detectTable(records: readonly TableRecord[], first: number) {
  const header = records[first];
  const names = (header?.cells ?? []).map((cell) => cell.trim());
  const hasHeader = isHeader(names);
  const rows = records.slice(hasHeader ? first + 1 : Math.max(first, 0));
  const columns = names.map((name, place) => ({
    source: hasHeader && names.indexOf(name) === place && name !== '' ? name : `#${place + 1}`,
    values: rows.flatMap(({ cells }) => (cells[place]?.trim() ? [cells[place].trim()] : [])),
  }));
  return { columns, header: hasHeader, skip_lines: (header?.line ?? 1) - 1 };
}

/** A record of a table that is not blank, and the line at which it begins. */
export interface TableRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The non-blank records of a text. */
function recordsOf(text: string, delimiter: string, isCut: boolean): TableRecord[] {
  const records: TableRecord[] = [];
  let [line, begin, cell, isQuoted] = [1, 1, '', false];
  let cells: string[] = [];
  const end = () => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== '')) records.push({ line: begin, cells });
    [cells, cell, begin] = [[], '', line + 1];
  };
  for (let at = 0; at < text.length && records.length < MOST_ROWS; at += 1) {
    const character = text.charAt(at);
    if (character === '"' && isQuoted && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"' && (isQuoted || cell.trim() === '')) isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) {
      cells.push(cell);
      cell = '';
    } else if (character === '\n' && !isQuoted) end();
    else if (character !== '\r' || isQuoted) cell += character;
    if (character === '\n') line += 1;
  }
  if (!isCut && (cell !== '' || cells.length > 0)) end();
  return records;
}

/** The number of cells that most records have. */
function usualWidth(records: readonly TableRecord[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [best] = [...counts].sort(([widthA, a], [widthB, b]) => b - a || widthB - widthA);
  return best?.[0] ?? 0;
}

/** Many records of the usual width make a delimiter likely, and so do many cells; one cell per record does not. */
function score({ records, width }: { records: readonly TableRecord[]; width: number }): number {
  if (width < 2) return 0;
  const usual = records.filter(({ cells }) => cells.length === width).length;
  return (usual / records.length) * 100 + Math.min(width, 50);
}

/** Header names are texts without duplicates. */
function isHeader(names: readonly string[]): boolean {
  const filled = names.filter((name) => name !== '');
  return (
    filled.length > 0 &&
    new Set(filled.map((name) => name.toLowerCase())).size === filled.length &&
    filled.every((name) => !/^[-+]?[\d.,' ]+$/.test(name) && name.length <= 100)
  );
}
