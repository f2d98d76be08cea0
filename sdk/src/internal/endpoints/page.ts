/** One page of a list. */
export interface Page<T> {
  /** Number of items on this page. */
  count: number;
  /** The items of this page, in the order of the list. */
  items: T[];
  /** The `cursor` of the next page; the last page has none. */
  next_cursor?: string | undefined;
}
