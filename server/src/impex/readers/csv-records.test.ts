import type { FileFormat } from '@commerce-integration/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportRefused } from '../import-refused.ts';
import { type CsvRecord, parseCsvRecords } from './csv-parse-reader.ts';
import { readCsvRecords } from './csv-records.ts';
import { CsvScanner } from './csv-scanner.ts';

type Layout = Pick<FileFormat, 'delimiter' | 'quote'>;

const formatOf = (layout: Layout): FileFormat => ({
  type: 'csv',
  encoding: 'utf-8',
  header: true,
  skip_lines: 0,
  ...layout,
});

/** The number of generated files. A hundred thousand pass as well, in minutes. */
const FILES = 2_000;

async function* inPieces(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces;
}

/** The records of a file, and the error after them, if any. */
async function outcome(records: AsyncIterable<readonly CsvRecord[]>): Promise<unknown[]> {
  const found: unknown[] = [];
  try {
    for await (const some of records) found.push(...some);
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    found.push(error.message);
  }
  return found;
}

const refusalOf = (found: readonly unknown[]) => found.find((one) => typeof one === 'string');
const recordsOf = (found: readonly unknown[]) => found.filter((one) => typeof one !== 'string');

const byBoth = async (pieces: readonly string[], layout: Layout, isCut = false) => ({
  ours: await outcome(readCsvRecords(inPieces(pieces), formatOf(layout), isCut)),
  parsed: await outcome(parseCsvRecords(inPieces(pieces), formatOf(layout), { isCut, linesBefore: 0 })),
});

/** Files of a few characters, each of which has a meaning in some layout. */
const someLayout = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  quote: fc.constantFrom('"', "'", 'none'),
}) as fc.Arbitrary<Layout>;
const ordinaryCell = fc.constantFrom(
  '',
  'a',
  'bc',
  ' ',
  'é',
  '"a"',
  '"a,b"',
  '"a""b"',
  '"a\nb"',
  '"a\r\nb"',
  "'c'",
  '5"',
);
const ordinaryFile = fc
  .array(fc.array(ordinaryCell, { minLength: 1, maxLength: 4 }), { maxLength: 6 })
  .chain((rows) =>
    fc
      .constantFrom(...[',', ';'].flatMap((cell) => ['\n', '\r\n'].map((line) => [cell, line] as const)))
      .map(([cell, line]) => rows.map((row) => row.join(cell)).join(line)),
  );
const oddFile = fc
  .array(fc.constantFrom('a', ' ', ',', ';', '\t', '|', '"', "'", '\n', '\r', '\r\n', '\0', '😀'), { maxLength: 24 })
  .map((parts) => parts.join(''));

/** A text in pieces, as a decoder returns it: without split characters. */
function cut(text: string, places: readonly number[]): string[] {
  const characters = [...text];
  const at = [0, ...places.map((place) => place % (characters.length + 1)).sort((a, b) => a - b), characters.length];
  return at.slice(1).map((end, index) => characters.slice(at[index], end).join(''));
}

describe('records of CSV files', () => {
  it('equal those of csv-parse, for any file in any pieces', { timeout: 300_000 }, async () => {
    const places = fc.array(fc.nat(30), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(ordinaryFile, oddFile),
        places,
        someLayout,
        fc.boolean(),
        async (text, at, layout, isCut) => {
          const { ours, parsed } = await byBoth(cut(text, at), layout, isCut);
          // An error makes csv-parse drop records that were not read yet.
          const isForgetful = isCut || typeof parsed.at(-1) === 'string';
          expect(refusalOf(ours)).toBe(refusalOf(parsed));
          if (isForgetful) expect(recordsOf(ours).slice(0, recordsOf(parsed).length)).toEqual(recordsOf(parsed));
          else expect(ours).toEqual(parsed);
        },
      ),
      { numRuns: FILES },
    );
  });

  it('are refused with the line number of an editor, for all line ends in values', async () => {
    const told = 'A quote that is opened at line 4 or before is never closed.';
    for (const first of ['a', '5" pipe']) {
      const text = `${first}\r\n"b\r\nc",1\r\n"open`;
      const { ours, parsed } = await byBoth([text], { delimiter: ',', quote: '"' });
      expect([refusalOf(ours), refusalOf(parsed)]).toEqual([told, told]);
    }
  });

  it('are split by the scanner alone if the file is ordinary', () => {
    const scanner = new CsvScanner({ delimiter: ';', quote: '"' });
    const text = 'sku;name\r\nA-1;"a ""big"" one"\nA-2;5" pipe\n"A;3";"two\r\nlines"\n\nA-4;\n';
    expect(scanner.scan(text)).toEqual([
      { line: 1, cells: ['sku', 'name'] },
      { line: 2, cells: ['A-1', 'a "big" one'] },
      { line: 3, cells: ['A-2', '5" pipe'] },
      { line: 4, cells: ['A;3', 'two\r\nlines'] },
      { line: 7, cells: ['A-4', ''] },
    ]);
    expect(scanner).toMatchObject({ rest: '', isUnusual: false, lines: 7 });
  });

  it.each([
    ['a quote in the middle of a quoted cell', '"a"b,c\n'],
    ['a carriage return that ends a line alone', 'a\rb\n'],
    ['a carriage return behind a quoted cell', '"a"\rb,c\n'],
    ['a carriage return in a cell beside a quoted one', '"a",b\rc\n'],
    ['a long record', `${'a'.repeat(300_000)}\n`],
    ['a long quoted record', `"${'a'.repeat(300_000)}"\n`],
    ['a quote that does not end for long', `"${'a'.repeat(300_000)}`],
  ])('are left to csv-parse from %s on', async (_, unusual) => {
    const scanner = new CsvScanner({ delimiter: ',', quote: '"' });
    const text = `x,y\n\n${unusual}"p",q\n`;
    expect(scanner.scan(text)).toEqual([{ line: 1, cells: ['x', 'y'] }]);
    expect(scanner).toMatchObject({ rest: text.slice(5), isUnusual: true, lines: 2 });
    const { ours, parsed } = await byBoth([text], { delimiter: ',', quote: '"' });
    expect(ours).toEqual(parsed);
  });

  it('are read only as far as requested, and the source is closed', async () => {
    let isClosed = false;
    async function* source(): AsyncGenerator<string> {
      try {
        yield 'a,b\n';
        throw new Error('read too far');
      } finally {
        isClosed = true;
      }
    }
    for await (const [first] of readCsvRecords(source(), formatOf({ delimiter: ',' }), true)) {
      expect(first).toEqual({ line: 1, cells: ['a', 'b'] });
      break;
    }
    expect(isClosed).toBe(true);
  });
});
