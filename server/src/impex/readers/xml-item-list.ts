/**
 * The element whose value includes a text: the enclosing element, or its nearest ancestor with a source. So the text of
 * an element includes that of nested elements, except for those that are values of their own.
 */
export function textOwner(path: string, sources: ReadonlySet<string>): string {
  for (let element = path; ; ) {
    if (sources.has(element)) return element;
    if (element === '.') return path;
    const end = element.lastIndexOf('/');
    element = end < 0 ? '.' : element.slice(0, end);
  }
}

/** Collects the values of an element that is repeated within a row. */
export class XmlItemList {
  readonly #source: string;
  readonly #sources: ReadonlySet<string>;
  #items: Record<string, string>[] = [];
  /** The open item, and the ended paths below it: of repeated ones, the first counts. */
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

  keepText(path: string, value: string): void {
    const name = this.#nameOf(path);
    if (name !== undefined) this.#keep(textOwner(name, this.#sources), value);
  }

  keep(path: string, value: string): void {
    const name = this.#nameOf(path);
    if (name !== undefined) this.#keep(name, value);
  }

  #keep(name: string, value: string): void {
    if (!this.#item || !this.#sources.has(name) || this.#ended.has(name)) return;
    this.#item[name] = (this.#item[name] ?? '') + value;
  }

  end(path: string): void {
    const name = this.#nameOf(path);
    if (path === this.#source) this.#item = undefined;
    else if (name !== undefined) this.#ended.add(name);
  }

  /** The items of the row as JSON; no text if it has none. */
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
