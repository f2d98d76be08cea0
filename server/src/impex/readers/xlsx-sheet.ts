import { LIMITS } from '@commerce-integration/contract';
import { ImportRefused } from '../import-refused.ts';
import type { SheetCell } from './xlsx-cell-text.ts';
import type { XlsxPackage } from './xlsx-package.ts';
import type { SheetPart } from './xlsx-workbook.ts';

// ECMA-376, part 1: 18.3.1.73 (row), 18.3.1.4 (c).

/** A row that has values. */
export interface SheetRow {
  /** The spreadsheet's row number, counting from 1. */
  readonly line: number;
  /** The cells that have a value, in file order. */
  readonly cells: readonly SheetCell[];
  readonly characters: number;
}

/** The most rows and columns of a sheet: up to XFD1048576. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

/**
 * The rows of a sheet that have values, in batches. In merged cells, the first one has the value; a formula has its
 * last computed value.
 */
export async function* readSheet(file: XlsxPackage, { name, part }: SheetPart): AsyncGenerator<SheetRow[]> {
  const reading = new SheetReading(name);
  for await (const _ of file.parse(part, reading)) {
    const rows = reading.take();
    if (rows.length > 0) yield rows;
  }
}

class SheetReading {
  readonly #sheet: string;
  #rows: SheetRow[] = [];
  #line = 0;
  #cells: SheetCell[] = [];
  #characters = 0;
  #cell: { column: number; type: string; style: number } | undefined;
  #column = -1;
  #text = '';
  #isText = false;
  /** Whether the open element belongs to the phonetic reading of a text in East Asian languages. */
  #isPhonetic = false;

  constructor(sheet: string) {
    this.#sheet = sheet;
  }

  take(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c') this.#beginCell(attributes);
    else if (name === 'row') this.#beginRow(attributes.r);
    else if (name === 'rPh') this.#isPhonetic = true;
    this.#isText = this.#cell !== undefined && (name === 'v' || (name === 't' && !this.#isPhonetic));
  }

  text(value: string): void {
    if (!this.#isText) return;
    this.#text += value;
    this.#characters += value.length;
    if (this.#characters > LIMITS.importRowLength) {
      throw this.#refused(`row ${this.#line} is over ${LIMITS.importRowLength} characters long`);
    }
  }

  close(name: string): void {
    this.#isText = false;
    if (name === 'rPh') this.#isPhonetic = false;
    if (name === 'c' && this.#cell) {
      if (this.#text !== '') this.#cells.push({ ...this.#cell, text: this.#text });
      this.#cell = undefined;
    }
    if (name === 'row' && this.#cells.length > 0) {
      this.#rows.push({ line: this.#line, cells: this.#cells, characters: this.#characters });
    }
  }

  #beginRow(reference: string | undefined): void {
    const line = reference === undefined ? this.#line + 1 : Number(reference);
    if (!Number.isSafeInteger(line) || line <= this.#line) {
      throw this.#refused(`row ${reference} follows row ${this.#line}: the rows are not in their order`);
    }
    if (line > MOST_ROWS) throw this.#refused(`row ${line} is behind the last row of a sheet, ${MOST_ROWS}`);
    this.#line = line;
    this.#cells = [];
    this.#characters = 0;
    this.#column = -1;
  }

  #beginCell({ r, t, s }: Readonly<Record<string, string>>): void {
    const column = r === undefined ? this.#column + 1 : columnOf(r);
    if (column === undefined || column >= MOST_COLUMNS) throw this.#refused(`a cell of row ${this.#line} is at ${r}`);
    this.#column = column;
    this.#cell = { column, type: t ?? 'n', style: Number(s ?? 0) };
    this.#text = '';
  }

  #refused(what: string): ImportRefused {
    return new ImportRefused(`The sheet ${this.#sheet} is damaged: ${what}.`);
  }
}

/** The zero-based column of a reference: `AB12` is 27. */
function columnOf(reference: string): number | undefined {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return at === 0 || at > 3 ? undefined : column - 1;
}
