/** All items of an object store listing, page by page. @param page reads the page after a key */
export async function* listedItems<T>(
  page: (after: string) => Promise<{ readonly items: readonly T[]; readonly next?: string | undefined }>,
): AsyncGenerator<T> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const { items, next } = await page(after);
    yield* items;
    after = next;
  }
}
