/** Writes the text of a file: what comes before the rows, each row, and what comes after. */
export interface FileWriter {
  readonly begin: string;
  /** @param cells the values of the sources, in their order */
  row(cells: readonly string[]): string;
  readonly end: string;
}
