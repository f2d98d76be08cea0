import { describe, expect, it } from 'vitest';
import {
  assertAllParts,
  assertAsSaid,
  assertMayOpenUpload,
  feedObjectKey,
  feedOfObjectKey,
  LOST_FEED_FILE,
  partSizes,
} from './upload-rules.ts';

it('limits a partner to 1,000 open uploads', () => {
  expect(() => assertMayOpenUpload(999)).not.toThrow();
  expect(() => assertMayOpenUpload(1_000)).toThrow(
    expect.objectContaining({
      code: 'too_many_open_uploads',
      message: '1000 uploads are open: complete them, or wait until their URLs run out.',
    }),
  );
});

it('says what to do if a file is lost', () => {
  expect(LOST_FEED_FILE.gone).toMatch(/is gone: upload the feed again\.$/);
  expect(LOST_FEED_FILE.replaced).toMatch(/another one was put after .* Upload the feed again\.$/);
});

describe('the key of a raw file', () => {
  const longName = 'x'.repeat(120);
  it.each([
    ['Acme Corp', 'feed.csv', 'acme-corp/feeds/FD00007/feed.csv'],
    ['  Crème & Söhne  GmbH. ', 'Früh jahr.CSV', 'creme-sohne-gmbh/feeds/FD00007/Fruh_jahr.csv'],
    ['A1', 'a.b-c_d.csv.GZ', 'a1/feeds/FD00007/a.b-c_d.csv.gz'],
    ['株式会社', '商品.csv', 'partner/feeds/FD00007/_.csv'],
    ['..', '...csv', 'partner/feeds/FD00007/feed.csv'],
    ['.', '..hidden.csv', 'partner/feeds/FD00007/hidden.csv'],
    ['a/../b', 'a/../b.csv', 'a-b/feeds/FD00007/a_.._b.csv'],
    ['x', '', 'x/feeds/FD00007/feed'],
    ['x', 'a.csv.txt', 'x/feeds/FD00007/a.csv.txt'],
    ['x', 'a.csvx', 'x/feeds/FD00007/a.csvx'],
    ['x', 'acsv', 'x/feeds/FD00007/acsv'],
    [longName, `${longName}.csv`, `${'x'.repeat(100)}/feeds/FD00007/${'x'.repeat(100)}.csv`],
  ])('of %j and %j is in ASCII', (partner, file, end) => {
    const key = feedObjectKey(partner, 7, file);
    expect(key).toBe(`raw/partners/${end}`);
    expect(feedOfObjectKey(key)).toBe(7);
  });

  it('contains the number of the feed, however large', () => {
    for (const number of [1, 99_999, 100_000, 999_999_999_999_999]) {
      expect(feedOfObjectKey(feedObjectKey('Acme', number, 'a.csv'))).toBe(number);
    }
  });

  it.each([
    '',
    'raw/partners/acme/feeds/FD00007',
    'raw/partners/acme/feeds/FD00007/',
    'raw/partners/acme/feeds/FD00007/a/b.csv',
    'raw/partners/acme/feeds/FD0007/a.csv',
    'raw/partners/acme/feeds/FD0000000000000007/a.csv',
    'raw/partners/acme/feeds/JV00007/a.csv',
    'raw/partners/a/b/feeds/FD00007/a.csv',
    'raw/partners//feeds/FD00007/a.csv',
    'x/raw/partners/acme/feeds/FD00007/a.csv',
    'raw/partners/acme/batches/FD00007/a.csv',
  ])('is not %j', (key) => expect(feedOfObjectKey(key)).toBeUndefined());
});

describe('the parts of a file', () => {
  const MB = 1024 * 1024;
  const GB = 1024 * MB;

  it.each([
    [
      5 * GB + 1,
      5 * GB,
      Array(80)
        .fill(64 * MB)
        .concat([1]),
    ],
    [128 * MB, 100 * MB, [64 * MB, 64 * MB]],
    [100, 30, [30, 30, 30, 10]],
    [90, 30, [30, 30, 30]],
    [1, 30, [1]],
  ])('of %i bytes, %i in one PUT', (size, most, parts) => expect(partSizes(size, most)).toEqual(parts));

  it('are at most 10,000', () => {
    const size = 10_000 * 64 * MB;
    expect(partSizes(size, 5 * GB)).toHaveLength(10_000);
    const parts = partSizes(size + 1, 5 * GB);
    expect(parts).toHaveLength(10_000);
    expect(parts[0]).toBe(64 * MB + 1);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(size + 1);
  });
});

describe('the parts of a completion', () => {
  const named = (...numbers: number[]) => numbers.map((part_number) => ({ part_number }));

  it('must be all of them, once each, in any order', () => {
    expect(() => assertAllParts(3, named(3, 1, 2))).not.toThrow();
  });

  it.each([
    [named(1, 3), 'The file was announced in 3 parts: name each of them once; part 2 is missing.'],
    [named(1, 2, 4), 'The file was announced in 3 parts: name each of them once; part 3 is missing.'],
    [named(1, 2, 3, 1), 'The file was announced in 3 parts: name each of them once; 4 are named.'],
  ])('are refused if one is missing or surplus', (parts, message) => {
    expect(() => assertAllParts(3, parts)).toThrow(expect.objectContaining({ code: 'upload_mismatch', message }));
  });
});

describe('a file that differs from its declaration', () => {
  it('can be uploaded again, unless it was joined from parts', () => {
    expect(() => assertAsSaid('size', undefined, 5, true)).not.toThrow();
    expect(() => assertAsSaid('size', 5, 5, true)).not.toThrow();
    expect(() => assertAsSaid('size', 6, 5, false)).toThrow("The uploaded file's size is 5, not 6: put it again.");
    expect(() => assertAsSaid('size', 6, 5, true)).toThrow(/upload the file as a new feed/);
  });
});
