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
 * A list. Awaited, it is its first page; `for await` goes through every item, `pages()` through every page. Each page
 * is forgotten once it has been passed, so that a million items take the memory of a hundred. Nothing is sent before
 * it is used. A list that turns in circles, because its cursor comes again, ends with a {@link CommerceError}.
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

  /** Every page from the first on, each read when it is asked for. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    yield* this.#pagesFrom(await this, this.#query);
  }

  /** Every item of every page. Without a `limit`, pages are as large as the API allows. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    const query = this.#query.limit === undefined ? { ...this.#query, limit: PAGE_SIZE } : this.#query;
    const first = query === this.#query ? await this : (await this.#read(query)).data;
    for await (const page of this.#pagesFrom(first, query)) yield* page.items;
  }

  /**
   * The items of as many pages as it takes, as an array.
   *
   * @param options `limit`: how many items at most. It must be given, since a list may be longer than the memory;
   *   `Infinity` takes all of them.
   * @throws TypeError for a limit that is none
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
