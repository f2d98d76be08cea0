/** The value of a source; of one that stands in a list, the values of its items. */
export type WrittenCell = string | readonly string[];

/** Writes the text of a file: what comes before the rows, each row, and what comes after. */
export interface FileWriter {
  readonly begin: string;
  /** @param cells the values of the sources, in their order */
  row(cells: readonly WrittenCell[]): string;
  readonly end: string;
}
