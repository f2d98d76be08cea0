import { type DataDefinition, LIMITS } from '@commerce-integration/contract';
import { columnSources, errorFieldName } from '@commerce-integration/contract/rules';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { ImportRefused } from '../import-refused.ts';
import type { ReportedRows } from './reported-rows.ts';

/** The most characters of an element as it was sent; a longer one cannot be returned. */
const MOST_KEPT = LIMITS.importRowLength * 2;

/** A row as it was sent, split where its error is inserted. */
interface SentRow {
  readonly number: number;
  /** For example `<product id="1"`, without the error of an earlier import; followed by the rest of it. */
  readonly begin: string;
  readonly rest: string;
}

/**
 * The rejected rows of an XML file as they were sent, each with an attribute for the reason, inside the elements around
 * the first one.
 *
 * @throws ImportRefused where the file cannot be read further
 */
export async function* readRejectedXml(
  text: AsyncIterable<string>,
  { format, columns }: DataDefinition,
  reported: ReportedRows,
): AsyncGenerator<string> {
  const name = errorFieldName(columnSources(columns).sources);
  const rows = new SentRows(format.row_path ?? '', name);
  yield `<?xml version="1.0" encoding="${format.encoding}"?>\n`;
  let isBegun = false;
  for await (const piece of text) {
    for (const { number, begin, rest } of rows.write(piece)) {
      const error = await reported.errorOf(number);
      if (error === undefined) continue;
      if (!isBegun) yield `${rows.around.join('\n')}\n`;
      isBegun = true;
      yield `${begin} ${name}="${escaped(error)}"${rest}\n`;
    }
    if (isBegun && (await reported.isEnd())) break;
  }
  if (isBegun) yield rows.closing;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Splits an XML file into its rows. */
class SentRows {
  /** The tags around the rows, as they were sent. */
  around: string[] = [];
  closing = '';
  readonly #parser = new SaxesParser();
  readonly #rowPath: string;
  readonly #error: RegExp;
  readonly #open: { name: string; tag: string }[] = [];
  #found: SentRow[] = [];
  #number = 0;
  #rowDepth = 0;
  #begin = '';
  /** The buffered text, and its offset in the file. */
  #text = '';
  #from = 0;
  /** Where the open row, or the open tag, begins. */
  #keepFrom = 0;
  #rowFrom = 0;

  constructor(rowPath: string, name: string) {
    this.#rowPath = rowPath;
    this.#error = new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`);
    const parser = this.#parser;
    parser.on('error', (error) => {
      throw new ImportRefused(`The file is not well-formed XML: ${error.message}.`);
    });
    parser.on('opentag', (tag) => this.#opened(tag));
    parser.on('closetag', (tag) => this.#closed(tag));
  }

  /** The rows that end in a piece of text. */
  write(piece: string): SentRow[] {
    this.#text += piece;
    this.#found = [];
    this.#parser.write(piece);
    // An incomplete tag is buffered as well.
    if (this.#rowDepth === 0) this.#keepFrom = Math.max(this.#keepFrom, this.#from + this.#text.lastIndexOf('<'));
    this.#text = this.#text.slice(this.#keepFrom - this.#from);
    this.#from = this.#keepFrom;
    if (this.#text.length > MOST_KEPT) {
      throw new ImportRefused(`Row ${this.#number + 1} is over ${MOST_KEPT} characters long.`);
    }
    return this.#found;
  }

  #opened({ name }: SaxesTagPlain): void {
    const end = this.#parser.position;
    const start = this.#text.lastIndexOf(`<${name}`, end - this.#from);
    const tag = this.#text.slice(start, end - this.#from);
    this.#open.push({ name, tag });
    if (this.#rowDepth > 0 || `/${this.#open.map((one) => one.name).join('/')}` !== this.#rowPath) return;
    this.#rowDepth = this.#open.length;
    this.#rowFrom = this.#from + start;
    this.#keepFrom = this.#rowFrom;
    this.#begin = tag;
    if (this.around.length > 0 || this.#number > 0) return;
    const around = this.#open.slice(0, -1);
    this.around = around.map((one) => one.tag);
    this.closing = around
      .map((one) => `</${one.name}>\n`)
      .reverse()
      .join('');
  }

  #closed({ isSelfClosing }: SaxesTagPlain): void {
    const end = this.#parser.position;
    if (this.#open.length === this.#rowDepth) {
      this.#number += 1;
      const sent = this.#text.slice(this.#rowFrom - this.#from, end - this.#from);
      const tagEnd = this.#begin.length - (isSelfClosing ? 2 : 1);
      const begin = this.#begin.slice(0, tagEnd).replace(this.#error, '').trimEnd();
      this.#found.push({ number: this.#number, begin, rest: sent.slice(tagEnd) });
      this.#rowDepth = 0;
      this.#keepFrom = end;
    }
    this.#open.pop();
  }
}
