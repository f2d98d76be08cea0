import { describe, expect, it } from 'vitest';
import { RecordSplitter } from './record-splitter.ts';

/** A parser of records whose only quotes are around whole values. */
const parseText = (text: string) =>
  (text.match(/(?:"[^"]*"|[^"\n])+/g) ?? []).map((record) =>
    (record.match(/"[^"]*"|[^";]+|(?<=;|^)(?=;|$)/g) ?? []).map((cell) => cell.replaceAll('"', '')),
  );

/**
 * Splits pieces of complete records.
 *
 * @returns cells, line and end of each; the line after them; the texts for the parser
 */
function split(...pieces: string[]) {
  const records: [cells: string[], line: number, end: number][] = [];
  const parsed: string[] = [];
  const parse = (text: string) => {
    parsed.push(text);
    return parseText(text);
  };
  const splitter = new RecordSplitter(
    { parseText: parse },
    { delimiter: ';', cells: 2, line: 3 },
    (cells, line, end) => void records.push([cells, line, end]),
  );
  for (const piece of pieces) splitter.split(new TextEncoder().encode(piece));
  return { records, next: splitter.line, parsed };
}

describe('records', () => {
  it.each([
    [
      'a;b\nc;d\n',
      [
        [['a', 'b'], 3, 4],
        [['c', 'd'], 4, 8],
      ],
      5,
    ],
    [
      'a;b\rc;d\r\ne',
      [
        [['a', 'b'], 3, 4],
        [['c', 'd'], 4, 9],
        [['e'], 5, 10],
      ],
      6,
    ],
    ['\n\r\n\r\na\n', [[['a'], 6, 7]], 7],
    ['\r\r\n\n;\n\n', [[['', ''], 6, 6]], 8],
    [
      'é;😀;\u0000\n\uFEFFa;\n',
      [
        [['é', '😀', '\u0000'], 3, 10],
        [['\uFEFFa', ''], 4, 16],
      ],
      5,
    ],
    ['', [], 3],
  ])('without quotes are lines, split at the delimiters: %j', (text, records, next) => {
    expect(split(text)).toEqual({ records, next, parsed: [] });
  });

  it('with quotes keep their positions', () => {
    expect(split('a;b\n"c";d\n\r\n"e\r\nf\rg\nh";"i;j"\r\nk;l\n"m";n')).toEqual({
      records: [
        [['a', 'b'], 3, 4],
        [['c', 'd'], 4, 10],
        [['e\r\nf\rg\nh', 'i;j'], 6, 30],
        [['k', 'l'], 10, 34],
        [['m', 'n'], 11, 39],
      ],
      next: 11,
      parsed: ['x;\n"e\r\nf\rg\nh";"i;j"'],
    });
  });

  it('are counted across all pieces', () => {
    expect(split('a;b\r\n', '', '"c";d\n\n', 'e\n')).toMatchObject({
      records: [
        [['a', 'b'], 3, 5],
        [['c', 'd'], 4, 11],
        [['e'], 6, 14],
      ],
      next: 7,
    });
  });
});
