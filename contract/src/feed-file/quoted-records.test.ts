import { describe, expect, it } from 'vitest';
import { QuotedRecords } from './quoted-records.ts';

const encode = (text: string) => new TextEncoder().encode(text);

/** The cells of records with quotes, and the texts that the parser gets; every record contains P. */
function read(text: string) {
  const parsed: string[] = [];
  const parseText = (records: string) => {
    parsed.push(records);
    return records.split(/\n(?=\S)/).map(() => ['P']);
  };
  const found = new QuotedRecords({ parseText }, ',', 3).in(encode(text));
  return { cells: found.map(({ cells }) => cells), parsed };
}

describe('a record with quotes', () => {
  it.each([
    ['"a",b,"c"', ['a', 'b', 'c']],
    ['"a b","",""', ['a b', '', '']],
    ['""', ['']],
    ['"a\n b",c', ['a\n b', 'c']],
    ['\uFEFFa,"é\uFEFF",\uFEFF', ['\uFEFFa', 'é\uFEFF', '\uFEFF']],
  ])('has values without quotes inside: %j', (text, cells) => {
    expect(read(text)).toEqual({ cells: [cells], parsed: [] });
  });

  it.each(['"a,b"', '","', '"a"",""b"', '"","",""""', '""""', '"a"""', '"""a"', '",",","', '"a\n b,c"'])(
    'is left to the parser if its values contain quotes or delimiters: %j',
    (text) => expect(read(text)).toEqual({ cells: [['P']], parsed: [`x,,\n${text}`] }),
  );

  it('is found among others, and the parser gets those it must parse together', () => {
    expect(read('a,b\n"c",d\n\r\n"e,f"\r\ng\n"h""",i\rj,"k"')).toEqual({
      cells: [['c', 'd'], ['P'], ['P'], ['j', 'k']],
      parsed: ['x,,\n"e,f"\n"h""",i'],
    });
    expect(read('a,b\n\nc')).toEqual({ cells: [], parsed: [] });
  });
});

it.each([undefined, [], [['x'], ['a'], ['b']]])(
  'results of a parser that finds other records are not used: %j',
  (found) => {
    const records = new QuotedRecords({ parseText: () => found }, ',', 1);
    expect(() => records.in(encode('"a,b"\n'))).toThrow('does not find the records that have quotes');
  },
);
