import { LIMITS } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { filesOfEntries, singleFile } from './archived-files.ts';

const shown = (...entries: string[]) => filesOfEntries(entries).map(({ fileName }) => fileName);

it('files are shown without folders and .gz, and more of their path where others have the same name', () => {
  expect(shown('de/a.csv', 'fr/b.csv.gz')).toEqual(['a.csv', 'b.csv']);
  expect(shown('de/a.csv', 'fr/a.csv.GZ', 'a.csv', 'b.csv')).toEqual(['de/a.csv', 'fr/a.csv', 'a.csv', 'b.csv']);
  expect(shown('a.csv', 'a.csv.gz', 'x/a.csv')).toEqual(['a.csv', 'a.csv.gz', 'x/a.csv']);
});

it('files are compared with patterns by their plain name, however they are shown', () => {
  expect(filesOfEntries(['de/a.csv', 'fr/a.csv.gz']).map(({ plainName }) => plainName)).toEqual(['a.csv', 'a.csv']);
  expect(singleFile('a.csv.gz')).toEqual({ fileName: 'a.csv', plainName: 'a.csv', entry: null });
});

it('a long path is shown by its end, which is short enough to be asked for', () => {
  const [one = '', other = ''] = shown(`${'x'.repeat(300)}/de/a.csv`, `${'x'.repeat(300)}/fr/a.csv`);
  expect([one.length, one.slice(-8), other.slice(-8)]).toEqual([LIMITS.fileNameLength, 'de/a.csv', 'fr/a.csv']);
});
