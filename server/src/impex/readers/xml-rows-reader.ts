import { LIMITS } from '@commerce-integration/contract';
import { SaxesParser } from 'saxes';
import { ImportRefused } from '../import-refused.ts';
import { FoundSources, RowBatch, type RowRequest, type SourceRow } from './source-row.ts';
import { textOwner, XmlItemList } from './xml-item-list.ts';

/**
 * Reads an XML file element by element and keeps only the requested values. Document types, and so custom entities, are
 * not allowed.
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
  /** The same, to be looked up for each text and attribute. */
  readonly #wanted: ReadonlySet<string>;
  /** The names of the open elements, from the root on. */
  readonly #open: string[] = [];
  /** Set inside a row: the depth of its element, and its values by path. */
  #rowDepth = 0;
  #values = new Map<string, string>();
  /** The items of the repeated element, if requested. */
  readonly #list: XmlItemList | undefined;
  /** The paths of ended elements: of repeated ones, the first counts. */
  #ended = new Set<string>();
  #rowLength = 0;
  #count = 0;
  /** Characters that the parser has read since its last event: what it buffers itself. */
  #silent = 0;

  constructor(request: RowRequest) {
    const { format, sources } = request;
    this.#rowPath = format.row_path ?? '';
    this.#sources = sources;
    this.#wanted = new Set(sources);
    this.#found = new FoundSources(request);
    this.#list = request.list && new XmlItemList(request.list);
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
    this.#list?.keep(path, '');
    for (const [attribute, value] of Object.entries(attributes)) {
      const source = path === '.' ? `@${attribute}` : `${path}/@${attribute}`;
      this.#keep(path, source, value);
      this.#list?.keep(source, value);
    }
  }

  #text(value: string): void {
    this.#heard();
    if (this.#rowDepth === 0) return;
    const path = this.#path();
    const element = textOwner(path, this.#wanted);
    this.#keep(element, element, value);
    this.#list?.keepText(path, value);
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
    if (!this.#wanted.has(path) || this.#ended.has(element)) return;
    this.#found.add(path);
    this.#values.set(path, (this.#values.get(path) ?? '') + value);
  }

  #tooLong(): ImportRefused {
    return new ImportRefused(
      `The row or text at line ${this.#parser.line} is over ${LIMITS.importRowLength} characters long.`,
    );
  }
}

/** UTF-16 is compared without its byte order, which is known from the format. */
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
