import type { FeedDelimiter, FeedLayout } from '@commerce-integration/contract/feed-file';
import { type FeedRecord, readFeedRecords } from '@commerce-integration/contract/feed-file';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedTextTools } from '../src/validate-feed/csv-reader.ts';

const HEADER = 'sku,product_name\n';

/** Reads a file in pieces of a size. */
async function read(file: string, pieceBytes = 1_000_000, delimiter: FeedDelimiter = ',') {
  const records: FeedRecord[] = [];
  let layout: FeedLayout | undefined;
  const bytes = new TextEncoder().encode(file);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.slice(at, at + pieceBytes);
  }
  const handler = {
    header: (found: FeedLayout) => {
      layout = found;
    },
    record: (record: FeedRecord) => void records.push(record),
  };
  for await (const _ of readFeedRecords(pieces(), delimiter, handler, feedTextTools)) {
    // The handler has received everything.
  }
  expect(layout?.width).toBe(2);
  // How NULs are found is not part of the result.
  return records.map(({ mayHaveNul: _, ...record }) => record);
}

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
const text = (letters: string[]) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 60 });

describe('reading a feed', { timeout: 60_000 }, () => {
  it('has the same results for any split into pieces, and never fails because of quotes', async () => {
    const file = text(['"', '"', ',', '\n', '\r', 'a', '1', ' ', 'é', '\uFEFF']);
    await fc.assert(
      fc.asyncProperty(file, fc.integer({ min: 1, max: 9 }), async (rows, size) => {
        expect(await read(HEADER + rows, size)).toEqual(await read(HEADER + rows));
      }),
      { numRuns: 2_000 },
    );
  });

  it('accounts for every line: each is part of one record, or has no value', async () => {
    await fc.assert(
      fc.asyncProperty(text(['"', '"', ',', '\n', '\r\n', 'a', '1', 'b']), async (rows) => {
        const file = HEADER + rows;
        const records = await read(file);
        let end = HEADER.length - 1;
        for (const { begin, end: next } of records) {
          const between = file.slice(end, begin);
          expect(between).toMatch(/^[\s,"]*$/);
          end = next;
        }
        expect(file.slice(end)).toMatch(/^[\s,"]*$/);
        // A row with invalid quotes is one line.
        for (const { begin, end, problem } of records) {
          if (problem) expect(file.slice(begin, end).trim()).not.toMatch(/[\r\n]/);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('returns values as they were quoted, with the line at which their row begins', async () => {
    const value = text(['"', ',', '\n', '\r\n', 'a', 'b', ' ']);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(value, value)), async (rows) => {
        const named = rows.map(([one, other]) => [`x${one}`, `y${other}`]);
        const lines = named.map((cells) => cells.map(quoted).join(','));
        const records = await read(`${HEADER}${lines.join('\n')}\n`, 7);
        expect(records.map(({ cells }) => cells)).toEqual(named);
        let line = 2;
        const begins = lines.map((row) => {
          const begin = line;
          line += row.split(/\r\n|\r|\n/).length;
          return begin;
        });
        expect(records.map((record) => record.line)).toEqual(begins);
        const ends = lines.map((_, row) => `${HEADER}${lines.slice(0, row + 1).join('\n')}\n`.length);
        expect(records.map((record) => [record.begin, record.end])).toEqual(
          ends.map((end, row) => [ends[row - 1] ?? HEADER.length, end]),
        );
        expect(records.every(({ problem }) => problem === undefined)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('continues with the rows after a line with an added quote, whichever line it is', async () => {
    const place = fc.record({ row: fc.nat(19), quotes: fc.constantFrom('"', '"""'), at: fc.nat(6) });
    await fc.assert(
      fc.asyncProperty(place, async ({ row, quotes, at }) => {
        const rows = Array.from({ length: 20 }, (_, index) => `A-${index},Lamp ${index}`);
        const line = rows[row] ?? '';
        rows[row] = line.slice(0, at) + quotes + line.slice(at);
        const records = await read(`${HEADER}${rows.join('\n')}\n`);
        expect(records).toHaveLength(20);
        expect(records.filter(({ problem }) => problem).map((record) => record.line)).toEqual([row + 2]);
      }),
      { numRuns: 300 },
    );
  });
});
