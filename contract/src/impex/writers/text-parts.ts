/** The value of a source; for one in a list, the values of its items. */
export type WrittenCell = string | readonly string[];

/** Writes the text of a file: the part before the rows, each row, and the part after them. */
export interface FileWriter {
  readonly begin: string;
  /** @param cells the values of the sources, in their order */
  row(cells: readonly WrittenCell[]): string;
  readonly end: string;
}
