import { LIMITS } from '@commerce-integration/contract';
import { SaxesParser } from 'saxes';
import { ImportRefused } from '../import-refused.ts';
import { FoundSources, RowBatch, type RowRequest, type SourceRow } from './source-row.ts';

/**
 * Reads an XML file element by element; only the values that are asked for are kept. There are no document types and so
 * no entities of the file's own.
 *
 * @throws ImportRefused for XML that is not well-formed, a DOCTYPE, too deep nesting, and too long text
 */
export async function* readXmlRows(text: AsyncIterable<string>, request: RowRequest): AsyncGenerator<SourceRow[]> {
  const reading = new XmlReading(request);
  for await (const piece of text) {
    reading.write(piece);
    if (reading.batch.isFull()) yield reading.batch.take();
  }
  if (!request.isCut) reading.end();
  yield reading.batch.take();
}

class XmlReading {
  readonly batch = new RowBatch();
  readonly #found: FoundSources;
  readonly #parser = new SaxesParser({ position: true });
  readonly #rowPath: string;
  readonly #sources: readonly string[];
  /** The names of the open elements, from the root on. */
  readonly #open: string[] = [];
  /** Set inside of a row: the depth of its element, and its values by their paths. */
  #rowDepth = 0;
  #values = new Map<string, string>();
  /** The items of the element that is repeated, where they are wanted. */
  readonly #list: ItemList | undefined;
  /** The paths of its elements that have ended: of repeated ones, the first counts. */
  #ended = new Set<string>();
  #rowLength = 0;
  #count = 0;
  /** Characters that the parser was given since it last told of anything: what it keeps itself. */
  #silent = 0;

  constructor(request: RowRequest) {
    const { format, sources } = request;
    this.#rowPath = format.row_path ?? '';
    this.#sources = sources;
    this.#found = new FoundSources(request);
    this.#list = request.list && new ItemList(request.list);
    const parser = this.#parser;
    parser.on('error', (error) => {
      const what = 'The file is not well-formed XML';
      throw new ImportRefused(`${what}: ${error.message}.`, `${what} at line ${parser.line}.`);
    });
    parser.on('doctype', () => {
      throw new ImportRefused('The file has a DOCTYPE: document types are not read; take it out.');
    });
    parser.on('xmldecl', ({ encoding: declared }) => assertEncoding(declared, format.encoding));
    parser.on('opentag', ({ name, attributes }) => this.#begin(name, attributes as Record<string, string>));
    parser.on('closetag', () => this.#close());
    parser.on('text', (value) => this.#text(value));
    parser.on('cdata', (value) => this.#text(value));
    parser.on('comment', () => this.#heard());
  }

  write(piece: string): void {
    this.#silent += piece.length;
    this.#parser.write(piece);
    if (this.#silent > LIMITS.importRowLength) throw this.#tooLong();
  }

  end(): void {
    this.#parser.close();
    if (this.#count === 0) {
      throw new ImportRefused(`The file has no element at ${this.#rowPath}: correct row_path, or the file.`);
    }
    this.#found.assertAll();
  }

  #heard(): void {
    this.#silent = 0;
  }

  #begin(name: string, attributes: Record<string, string>): void {
    this.#heard();
    this.#open.push(name);
    if (this.#open.length > LIMITS.importDepth) {
      throw new ImportRefused(
        `The elements are nested over ${LIMITS.importDepth} levels deep at line ${this.#parser.line}.`,
      );
    }
    if (this.#rowDepth === 0 && `/${this.#open.join('/')}` === this.#rowPath) {
      this.#rowDepth = this.#open.length;
      this.#values = new Map();
      this.#ended = new Set();
      this.#rowLength = 0;
    }
    if (this.#rowDepth === 0) return;
    const path = this.#path();
    this.#list?.begin(path);
    // An element without text is an empty value, not a missing one.
    this.#keep(path, path, '');
    for (const [attribute, value] of Object.entries(attributes)) {
      this.#keep(path, path === '.' ? `@${attribute}` : `${path}/@${attribute}`, value);
    }
  }

  #text(value: string): void {
    this.#heard();
    if (this.#rowDepth === 0) return;
    const path = this.#path();
    this.#keep(path, path, value);
  }

  #close(): void {
    this.#heard();
    if (this.#rowDepth > 0) {
      this.#list?.end(this.#path());
      this.#ended.add(this.#path());
    }
    if (this.#open.length === this.#rowDepth) {
      this.#count += 1;
      const list = this.#list?.take();
      const cells = this.#sources.map((source) => (source === list?.source ? list.text : this.#values.get(source)));
      this.batch.add({ line: this.#count, cells }, this.#rowLength);
      this.#rowDepth = 0;
    }
    this.#open.pop();
  }

  /** The path below the row; `.` for the row itself. */
  #path(): string {
    return this.#open.slice(this.#rowDepth).join('/') || '.';
  }

  /** Text comes in pieces. */
  #keep(element: string, path: string, value: string): void {
    this.#rowLength += value.length;
    if (this.#rowLength > LIMITS.importRowLength) throw this.#tooLong();
    this.#list?.keep(path, value);
    if (!this.#sources.includes(path) || this.#ended.has(element)) return;
    this.#found.add(path);
    this.#values.set(path, (this.#values.get(path) ?? '') + value);
  }

  #tooLong(): ImportRefused {
    return new ImportRefused(
      `The row or text at line ${this.#parser.line} is over ${LIMITS.importRowLength} characters long.`,
    );
  }
}

/** Collects the values of an element that is repeated within a row. */
class ItemList {
  readonly #source: string;
  readonly #sources: ReadonlySet<string>;
  #items: Record<string, string>[] = [];
  /** The item that is open, and the paths below it that have ended: of repeated ones, the first counts. */
  #item: Record<string, string> | undefined;
  #ended = new Set<string>();

  constructor({ source, sources }: { source: string; sources: readonly string[] }) {
    this.#source = source;
    this.#sources = new Set(sources);
  }

  begin(path: string): void {
    if (path !== this.#source) return;
    this.#item = Object.create(null) as Record<string, string>;
    this.#ended = new Set();
    this.#items.push(this.#item);
  }

  keep(path: string, value: string): void {
    const name = this.#nameOf(path);
    if (!this.#item || name === undefined || !this.#sources.has(name) || this.#ended.has(name)) return;
    this.#item[name] = (this.#item[name] ?? '') + value;
  }

  end(path: string): void {
    const name = this.#nameOf(path);
    if (path === this.#source) this.#item = undefined;
    else if (name !== undefined) this.#ended.add(name);
  }

  /** The items of the row as JSON; no text where it has none. */
  take(): { source: string; text: string | undefined } {
    const items = this.#items;
    this.#items = [];
    this.#item = undefined;
    return { source: this.#source, text: items.length === 0 ? undefined : JSON.stringify(items) };
  }

  /** The path below the item. */
  #nameOf(path: string): string | undefined {
    if (path === this.#source) return '.';
    return path.startsWith(`${this.#source}/`) ? path.slice(this.#source.length + 1) : undefined;
  }
}

/** UTF-16 has two names for one thing here: its byte order is known from the format. */
function assertEncoding(declared: string | undefined, encoding: string): void {
  const said = declared?.toLowerCase();
  if (said === undefined || encoding === said || (said === 'utf-16' && encoding.startsWith('utf-16'))) return;
  if (new TextDecoder(encoding).encoding === labelOf(said)) return;
  throw new ImportRefused(
    `The XML says that it is ${declared}, and the format that it is ${encoding}: correct one of them.`,
  );
}

function labelOf(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}
