import { describe, expect, it } from 'vitest';
import { validateFeed } from '../src/validate.ts';

const HEADER = 'sku,product_name,price\n';
const MEGABYTE = 1024 * 1024;
/**
 * How much larger the large file is. The time of linear reading grows by about this factor; that of quadratic reading,
 * by its square.
 */
const FACTOR = 8;
const SMALL = MEGABYTE / 2;
const ALLOWED = 3 * FACTOR;

/** The processor time to measure, in microseconds: the system counts it in steps of some milliseconds. */
const MEASURED = 100_000;

/** The processor time of this process for reading a file: the average of some runs, in microseconds. */
async function cost(unit: string, bytes: number, pieceBytes = 64 * 1024): Promise<number> {
  const text = new TextEncoder().encode(HEADER + unit.repeat(Math.ceil(bytes / unit.length)));
  const pieces = function* () {
    for (let at = 0; at < text.length; at += pieceBytes) yield text.subarray(at, at + pieceBytes);
  };
  const read = () => {
    const data = () => ReadableStream.from(pieces()) as ReadableStream<Uint8Array>;
    return validateFeed({ name: 'large.csv', data }, {}, { maxProblems: 0 });
  };
  // The first run is slower, since the code is not compiled yet.
  await read();
  const before = process.cpuUsage();
  for (let runs = 1; ; runs += 1) {
    await read();
    const { user } = process.cpuUsage(before);
    if (user >= MEASURED) return user / runs;
  }
}

describe('the time of reading grows only with the size of the file', () => {
  const long = 'x'.repeat(2_000);
  it.each([
    ['blank lines', '\n'],
    ['blank lines of CR', '\r\r\n'],
    ['rows without a value', ',,\n'],
    ['a stray quote in every line', `A-1,"${long},10\n`],
    ['a quote that opens, and lines in which it does not close', `A-1,"Lamp,10\n${`A-2,"",${long}\n`.repeat(100)}`],
    ['quotes in the middle of lines', 'A-1,5" nail,1\n'],
    ['values over many lines', `A-1,"${'line\n'.repeat(20_000)}",1\n`],
    ['values over many lines, and a quote too many', `A-1,"${`${long}\n`.repeat(100)}" x,1\n`],
    ['rows in values', `A-1,"${'A-2,Desk,1\n'.repeat(2_000)}",1\n`],
    ['long values', `A-1,"${long.repeat(100)}",1\n`],
    ['delimiters', `A-1,Lamp,1${','.repeat(100_000)}\n`],
  ])('%s', { timeout: 120_000 }, async (_, unit) => {
    const small = await cost(unit, SMALL);
    expect(await cost(unit, FACTOR * SMALL)).toBeLessThan(small * ALLOWED);
  });

  it.each([
    ['one value', `A-1,"${'x'.repeat(SMALL / 2)}`, `A-1,"${'x'.repeat((FACTOR * SMALL) / 2)}`],
    ['one line', 'x'.repeat(SMALL / 2), 'x'.repeat((FACTOR * SMALL) / 2)],
  ])('%s, in small pieces', { timeout: 120_000 }, async (_, one, large) => {
    const small = await cost(one, one.length, 512);
    expect(await cost(large, large.length, 512)).toBeLessThan(small * ALLOWED);
  });

  it('an endless line is refused without storing it', async () => {
    for (const unit of [',', 'x', '"x","', ' ']) {
      const data = new TextEncoder().encode(
        `${HEADER}A-1,Lamp,1\nA-2,${unit.repeat(Math.ceil((10 * MEGABYTE) / unit.length))}`,
      );
      const { processed, refusal } = await validateFeed({ name: 'large.csv', data });
      expect({ processed, refusal }).toEqual({
        processed: 1,
        refusal: { at: 'load', line: 3, message: 'The row at line 3 is over 4194304 bytes long.' },
      });
    }
  });
});
