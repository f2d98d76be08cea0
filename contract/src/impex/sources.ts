import type { DataColumn } from './columns.ts';

const POSITION = /^#[1-9]\d{0,2}$/;

/** The place of a column that a source names by its position, from 0 on: `#3` is 2; undefined for a name. */
export function columnPosition(source: string): number | undefined {
  return POSITION.test(source) ? Number(source.slice(1)) - 1 : undefined;
}

/** What a file must have for some columns. */
export interface ColumnSources {
  /** Each once, in the order of the columns. */
  readonly sources: readonly string[];
  /** Those of them that a file may lack. */
  readonly optional: ReadonlySet<string>;
}

/** The sources of a descriptor's columns. A source is optional where all columns that take it are. */
export function columnSources(columns: readonly DataColumn[]): ColumnSources {
  const taken = columns.flatMap(({ source, constant, optional }) =>
    source === undefined || constant !== undefined ? [] : [{ source, optional }],
  );
  const needed = new Set(taken.flatMap(({ source, optional }) => (optional ? [] : [source])));
  const sources = [...new Set(taken.map(({ source }) => source))];
  return { sources, optional: new Set(sources.filter((source) => !needed.has(source))) };
}
