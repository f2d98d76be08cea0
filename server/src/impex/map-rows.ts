import type { DataDefinition, ImportProblem } from '@commerce-integration/contract';
import { columnSources, createCellReader } from '@commerce-integration/contract/rules';
import { compilePattern } from './extract-pattern.ts';
import { readRows } from './readers/read-rows.ts';

/** A row of a file as a descriptor understands it. */
export interface MappedRow {
  readonly line: number;
  /** The values, in the order of the descriptor's columns. */
  readonly values: readonly (string | null)[];
  /** Why the row is rejected; none for a good one. */
  readonly problems: readonly ImportProblem[];
  /** What the row refers to and does not exist, where it is left out for that and not rejected. */
  readonly unresolved?: readonly ImportProblem[];
}

const NONE: readonly ImportProblem[] = [];

interface MapOptions {
  /** Whether it is the beginning of a file only. */
  readonly isCut?: boolean;
  /** The lines of the rows that are wanted; all where it is left out. */
  readonly only?: ReadonlySet<number> | undefined;
}

/** The rows of a file, some at a time. @throws ImportRefused where the file cannot be read on */
export async function* mapRows(
  source: AsyncIterable<Uint8Array>,
  { format, columns }: DataDefinition,
  { isCut = false, only }: MapOptions = {},
): AsyncGenerator<MappedRow[]> {
  const wanted = columnSources(columns);
  const readers = columns.map((column) => ({
    read: createCellReader(column, column.extract === undefined ? undefined : compilePattern(column.extract)),
    place: column.source === undefined ? -1 : wanted.sources.indexOf(column.source),
  }));
  for await (const rows of readRows(source, { format, ...wanted, isCut })) {
    const these = only ? rows.filter(({ line }) => only.has(line)) : rows;
    yield these.map(({ line, cells, problem }): MappedRow => {
      if (problem) return { line, values: [], problems: [problem] };
      let problems: ImportProblem[] | undefined;
      const values = readers.map(({ read, place }) => {
        const found = read(cells[place]);
        if ('value' in found) return found.value;
        problems = [...(problems ?? []), found.problem];
        return null;
      });
      return { line, values, problems: problems ?? NONE };
    });
  }
}
