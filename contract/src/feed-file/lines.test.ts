import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FeedFileError, LineCounter } from './lines.ts';

interface Row {
  /** Blank lines before it. */
  blank: number;
  cells: string[];
}

/** What csv-parse says of rows as it comes to their ends, and the lines at which they begin in truth. */
function placesOf(rows: readonly Row[]) {
  let [line, lines, empty_lines] = [1, 0, 0];
  const records = rows.map(({ blank, cells }) => {
    const begin = line + blank;
    const text = cells.join('|');
    line = begin + 1 + (text.match(/\r\n|\r|\n/g)?.length ?? 0);
    // It takes a CRLF inside quotes for two line ends.
    lines += blank + 1 + (text.match(/[\r\n]/g)?.length ?? 0);
    empty_lines += blank;
    return { begin, cells, place: { bytes: 0, lines, empty_lines } };
  });
  return { records, next: line, end: { bytes: 0, lines, empty_lines } };
}

describe('the line of a record', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r', '\r\n', '\n\r'), maxLength: 5 });
  const row = fc.record({ blank: fc.nat(2), cells: fc.array(cell, { minLength: 1, maxLength: 3 }) });

  it('is told whatever stands before it', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.nat(3), (rows, blank) => {
        const { records, next, end } = placesOf(rows);
        const counter = new LineCounter();
        for (const { cells, place, begin } of records) expect(counter.ofRecord(cells, place)).toBe(begin);
        const after = { ...end, lines: end.lines + blank, empty_lines: end.empty_lines + blank };
        expect(counter.ofUnfinished(after)).toBe(next + blank);
        expect(counter.ofEnd({ ...after, lines: end.lines })).toBe(next - 1);
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});

it('a file that cannot be read on says at which line', () => {
  const error = new FeedFileError('The row is too long.', 7);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'FeedFileError', message: 'The row is too long.', line: 7 });
});
