import { CommerceError } from '../../errors/errors.ts';
import type { Page } from '../endpoints/page.ts';
import { PAGE_SIZE } from '../generated/constants.ts';
import type { Answer } from './answer.ts';
import { ApiPromise } from './api-promise.ts';
import { assertObject, checkNumber } from './arguments.ts';

export type { Page };

/** The part of a list's query that pages it. */
export interface PageQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
}

/** Reads one page of a list. */
export type ReadPage<T> = (page: PageQuery) => Promise<Answer<Page<T>>>;

/**
 * A list. `await` returns its first page, `for await` iterates over all items, and `pages()` over all pages. Only one
 * page is kept in memory at a time, so long lists need no more memory than short ones. Nothing is requested before it
 * is used. If the API returns a cursor a second time, the iteration ends with a {@link CommerceError} instead of
 * running forever.
 *
 * @example
 * const { items } = await client.products.list({ limit: 20 });
 * for await (const product of client.products.list({ brand: 'Acme' })) console.log(product.sku);
 * const first = await client.products.list({ brand: 'Acme' }).toArray({ limit: 500 });
 */
export class PagePromise<T> extends ApiPromise<Page<T>> implements AsyncIterable<T> {
  readonly #read: ReadPage<T>;
  readonly #query: PageQuery;

  constructor(read: ReadPage<T>, query: PageQuery) {
    super(() => read(query));
    this.#read = read;
    this.#query = query;
  }

  /** Iterates over all pages from the first. Each page is requested when it is needed. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    yield* this.#pagesFrom(await this, this.#query);
  }

  /** Iterates over all items of all pages. Without a `limit`, the pages have the maximum size. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    const query = this.#query.limit === undefined ? { ...this.#query, limit: PAGE_SIZE } : this.#query;
    const first = query === this.#query ? await this : (await this.#read(query)).data;
    for await (const page of this.#pagesFrom(first, query)) yield* page.items;
  }

  /**
   * Returns the items of as many pages as needed, as an array.
   *
   * @param options `limit`: how many items at most. Required, because a list may not fit in memory; `Infinity` returns
   *   all items.
   * @throws TypeError for an invalid limit
   */
  async toArray(options: { limit: number }): Promise<T[]> {
    assertObject('options of toArray', options);
    const { limit } = options;
    checkNumber('limit', limit ?? null, { min: 1 });
    const items: T[] = [];
    const pageSize = this.#query.limit ?? Math.min(Math.ceil(limit), PAGE_SIZE);
    const sized = new PagePromise(this.#read, { ...this.#query, limit: pageSize });
    for await (const item of sized) if (items.push(item) >= limit) break;
    return items;
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
      if (cursor === remembered)
        throw new CommerceError(`The list does not progress: the API returned the cursor ${cursor} again.`);
      pages += 1;
      if (pages === rememberAt) {
        remembered = cursor;
        rememberAt *= 2;
      }
      page = (await this.#read({ ...query, cursor })).data;
    }
  }
}
