import { LIMITS } from '@commerce-integration/contract';
import { CommerceError } from '../../errors/errors.ts';
import type { Answer } from './answer.ts';
import { ApiPromise } from './api-promise.ts';

/** One page of a list. */
export interface Page<T> {
  /** Number of items on this page. */
  count: number;
  items: T[];
  /** The `cursor` of the next page; the last page has none. */
  next_cursor?: string | undefined;
}

/** The part of a list's query that pages it. */
export interface PageQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
}

/** Reads one page of a list. */
export type ReadPage<T> = (page: PageQuery) => Promise<Answer<Page<T>>>;

/**
 * A list. Awaited, it is its first page; `for await` goes through every item, `pages()` through every page. Each page
 * is forgotten once it has been passed, so that a million items take the memory of a hundred. Nothing is sent before
 * it is used. A list that turns in circles, because its cursor comes again, ends with a {@link CommerceError}.
 *
 * @example
 * const { items } = await client.products.list({ limit: 20 });
 * for await (const product of client.products.list({ brand: 'Acme' })) console.log(product.sku);
 */
export class PagePromise<T> extends ApiPromise<Page<T>> implements AsyncIterable<T> {
  readonly #read: ReadPage<T>;
  readonly #query: PageQuery;

  constructor(read: ReadPage<T>, query: PageQuery) {
    super(() => read(query));
    this.#read = read;
    this.#query = query;
  }

  /** Every page from the first on, each read when it is asked for. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    yield* this.#pagesFrom(await this, this.#query);
  }

  /** Every item of every page. Without a `limit`, pages are as large as the API allows. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    const query = this.#query.limit === undefined ? { ...this.#query, limit: LIMITS.pageSize } : this.#query;
    const first = query === this.#query ? await this : (await this.#read(query)).data;
    for await (const page of this.#pagesFrom(first, query)) yield* page.items;
  }

  async *#pagesFrom(first: Page<T>, query: PageQuery): AsyncGenerator<Page<T>, void, undefined> {
    // One cursor is remembered, of a page twice as far on each time: no memory is taken, and a circle of any length is
    // found (Brent's algorithm).
    let remembered = query.cursor;
    let pages = 0;
    let rememberAt = 1;
    for (let page = first; ; ) {
      yield page;
      const cursor = page.next_cursor;
      if (cursor === undefined) return;
      if (cursor === remembered) throw new CommerceError(`The list does not go on: its cursor is ${cursor} again.`);
      pages += 1;
      if (pages === rememberAt) {
        remembered = cursor;
        rememberAt *= 2;
      }
      page = (await this.#read({ ...query, cursor })).data;
    }
  }
}
