import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedObjectKey } from '../feeds/upload-rules.ts';
import { LIMITS } from '../shared/limits.ts';
import { byOperationId, entryNameOf, operationIdOf } from './operation-id.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function byBytes(one: string, other: string): number {
  const [a, b] = [bytes(one), bytes(other)];
  const at = a.findIndex((byte, place) => byte !== b[place]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

describe('the order of operations', () => {
  it('is the byte order of their IDs in UTF-8', () => {
    const id = fc.string({
      unit: fc.constantFrom(
        'a',
        'b',
        '-',
        '\u007f',
        'é',
        '\ud7ff',
        '\ue000',
        '\uffff',
        '\u{10000}',
        '😀',
        '\u{10ffff}',
      ),
    });
    fc.assert(
      fc.property(id, id, (one, other) => {
        expect(Math.sign(byOperationId(one, other))).toBe(Math.sign(byBytes(one, other)));
      }),
    );
  });

  it.each([
    ['a', 'a-b'],
    ['a', 'b'],
    ['A', 'a'],
    ['9', 'A'],
    ['z', 'é'],
    ['\ud7ff', '\ue000'],
    ['\uffff', '\u{10000}'],
    ['\ue000', '\u{10ffff}'],
    ['\ud7ff', '\u{10000}'],
    ['a\u{10000}', 'a\u{10ffff}'],
    ['\u{103fe}', '\u{103ff}'],
    ['\u{1f600}', '\u{1f601}'],
  ])('puts %j before %j', (one, other) => {
    expect(byOperationId(one, other)).toBeLessThan(0);
    expect(byOperationId(other, one)).toBeGreaterThan(0);
    expect(byOperationId(one, one)).toBe(0);
  });
});

describe('the file of an operation', () => {
  it('is named after its ID', () => {
    expect(entryNameOf('op-1')).toBe('op-1.json');
    expect(operationIdOf('op-1.json')).toEqual({ id: 'op-1' });
    expect(operationIdOf('a.json.json')).toEqual({ id: 'a.json' });
  });

  it('is refused under another name, with the reason', () => {
    for (const name of ['op-1', 'op-1.txt', 'op-1.json.gz', 'json', '']) {
      expect(operationIdOf(name)).toEqual({ problem: 'is not named <operation_id>.json.' });
    }
    expect(operationIdOf('.json')).toEqual({ problem: 'has no operation ID before .json.' });
    const longest = 'x'.repeat(LIMITS.operationIdLength);
    expect(operationIdOf(`${longest}.json`)).toEqual({ id: longest });
    expect(operationIdOf(`${longest}x.json`)).toEqual({
      problem: `has an operation ID of more than ${LIMITS.operationIdLength} characters.`,
    });
  });
});

describe('the key of a feed’s file', () => {
  it.each([
    ['Acme Corp', 7, 'catalog.csv', 'raw/partners/acme-corp/feeds/FD00007/catalog.csv'],
    ['Café & Söhne GmbH.', 123_456, 'Früchte 2026.CSV', 'raw/partners/cafe-sohne-gmbh/feeds/FD123456/Fruchte_2026.csv'],
    ['--A--', 1, 'a.b.csv.gz', 'raw/partners/a/feeds/FD00001/a.b.csv.gz'],
    ['李', 1, '李.csv', 'raw/partners/partner/feeds/FD00001/_.csv'],
    ['A', 1, '.csv', 'raw/partners/a/feeds/FD00001/feed.csv'],
    ['A', 1, '..hidden.CSV.GZ', 'raw/partners/a/feeds/FD00001/hidden.csv.gz'],
    ['A', 1, '../../x y/z.csv', 'raw/partners/a/feeds/FD00001/_.._x_y_z.csv'],
    ['A', 1, 'plain', 'raw/partners/a/feeds/FD00001/plain'],
    ['A', 1, 'x.csv.bak', 'raw/partners/a/feeds/FD00001/x.csv.bak'],
    ['A', 1, 'xcsv', 'raw/partners/a/feeds/FD00001/xcsv'],
  ])('for %j, number %i and file %j is %s', (partner, feed, file, key) => {
    expect(feedObjectKey(partner, feed, file)).toBe(key);
  });

  it('is not longer than file systems allow', () => {
    const key = feedObjectKey('n'.repeat(300), 1, `${'f'.repeat(300)}.csv`);
    expect(key).toBe(`raw/partners/${'n'.repeat(100)}/feeds/FD00001/${'f'.repeat(100)}.csv`);
  });
});
