import { LIMITS } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { filesOfEntries, singleFile } from './archived-files.ts';

const shown = (...entries: string[]) => filesOfEntries(entries).map(({ fileName }) => fileName);

it('files are shown without folders and .gz, or with more of their path if names are equal', () => {
  expect(shown('de/a.csv', 'fr/b.csv.gz')).toEqual(['a.csv', 'b.csv']);
  expect(shown('de/a.csv', 'fr/a.csv.GZ', 'a.csv', 'b.csv')).toEqual(['de/a.csv', 'fr/a.csv', 'a.csv', 'b.csv']);
  expect(shown('a.csv', 'a.csv.gz', 'x/a.csv')).toEqual(['a.csv', 'a.csv.gz', 'x/a.csv']);
});

it('patterns match the plain name of a file, however it is shown', () => {
  expect(filesOfEntries(['de/a.csv', 'fr/a.csv.gz']).map(({ plainName }) => plainName)).toEqual(['a.csv', 'a.csv']);
  expect(singleFile('a.csv.gz')).toEqual({ fileName: 'a.csv', plainName: 'a.csv', entry: null });
});

it('a long path is shown by its end, short enough to be requested', () => {
  const [one = '', other = ''] = shown(`${'x'.repeat(300)}/de/a.csv`, `${'x'.repeat(300)}/fr/a.csv`);
  expect([one.length, one.slice(-8), other.slice(-8)]).toEqual([LIMITS.fileNameLength, 'de/a.csv', 'fr/a.csv']);
});
