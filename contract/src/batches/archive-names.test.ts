import { describe, expect, it } from 'vitest';
import { shownName, shownText } from '../shared/text.ts';
import { entryNameProblem, fileRole, operationsNamed } from './archive-names.ts';
import { byOperationId, entryNameOf, isReport, operationIdOf } from './operation-id.ts';

const idsOf = (...names: string[]) => {
  const named = operationsNamed(names);
  return typeof named === 'string' ? named : named.operations.map(({ id }) => id);
};
const notesOf = (...names: string[]) => {
  const named = operationsNamed(names);
  return typeof named === 'string' ? named : named.notes.map(({ code, count }) => `${code} ${count}`);
};
const IN_A_FOLDER = 'is in a folder: files must be at the root of the archive, or all of them in one folder.';

describe('the name of an entry', () => {
  it.each([
    ['', 'has no name.'],
    ['a\0.json', 'has a NUL character in its name.'],
    ['x\\a.json', 'has a backslash in its name: files must be at the root of the archive.'],
    ['/a.json', 'has an absolute path as its name: files must be at the root of the archive.'],
    ['../a.json', 'has `..` in its name: files must be at the root of the archive.'],
    ['x/../a.json', 'has `..` in its name: files must be at the root of the archive.'],
    ['..a.json', undefined],
    ['x/a..json', undefined],
  ])('%j is refused: %s', (name, problem) => expect(entryNameProblem(name)).toBe(problem));

  it.each([
    '__MACOSX/._a.json',
    '__MACOSX/x/b.json',
    'x/__MACOSX/a.json',
    '.Trashes/501/a.json',
    '.fseventsd/0000000000000001',
    '.Spotlight-V100/Store',
    '.TemporaryItems/a.json',
    '.DS_Store',
    'x/.DS_Store',
    '._a.json',
    'x/._a.json',
    'Icon\r',
    '.localized',
    'Thumbs.db',
    'thumbs.DB',
    'ehthumbs.db',
    'x/desktop.ini',
    'Desktop.ini',
  ])('%j is a system file', (name) => expect(fileRole(name)).toBe('ignored'));

  it.each([
    'a.json',
    '__MACOSX.json',
    'x__MACOSX/a.json',
    'a._b.json',
    'My Thumbs.db',
    'Thumbs.db.json',
    'desktop.ini.json',
    'x/errors.txt',
    'my-errors.json',
    '.json',
  ])('%j is read', (name) => expect(fileRole(name)).toBe('file'));

  it.each(['errors.json', 'x/errors.json', 'errors.JSON', 'errors\u200B.json'])('%j is a report', (name) =>
    expect(fileRole(name)).toBe('report'),
  );
});

describe('the operations of an archive', () => {
  it('are at its root or in one folder, in the order of their IDs', () => {
    expect(idsOf('b.json', 'a.json', '10.json')).toEqual(['10', 'a', 'b']);
    expect(idsOf('x/', 'x/b.json', 'x/a.json', 'y/')).toEqual(['a', 'b']);
    expect(idsOf('x/y/a.json')).toEqual(['a']);
    expect(idsOf('x/a.json', 'x/errors.json', '__MACOSX/x/._a.json', '.DS_Store')).toEqual(['a']);
  });

  it('are refused if they are in several folders, naming one of these', () => {
    expect(idsOf('a.json', 'x/b.json')).toBe(`Entry x/b.json ${IN_A_FOLDER}`);
    expect(idsOf('x/b.json', 'a.json')).toBe(`Entry x/b.json ${IN_A_FOLDER}`);
    expect(idsOf('x/a.json', 'errors.json')).toBe(`Entry x/a.json ${IN_A_FOLDER}`);
    expect(idsOf('x/a.json', 'y/a.json')).toBe(`Entry x/a.json ${IN_A_FOLDER}`);
  });

  it('are refused if one has no ID, or two have the same', () => {
    expect(idsOf('a.json', 'x.txt')).toBe('Entry x.txt is not named <operation_id>.json.');
    expect(idsOf('x/.json')).toBe('Entry x/.json has no operation ID before .json.');
    expect(idsOf('a.json', 'b.json', 'a.json')).toBe('Entry a.json is in the archive twice.');
    expect(idsOf('a.json', 'b.json', 'a.JSON')).toBe('Entries a.JSON and a.json have the same operation ID.');
    expect(idsOf('e\u0301.json', '\u00e9.json')).toBe(
      'Entries e\u0301.json and \u00e9.json have the same operation ID.',
    );
    expect(idsOf()).toBe('The archive has no operations.');
    expect(idsOf('x/', 'errors.json', '.DS_Store')).toBe('The archive has no operations.');
  });

  it('have the notes about the archive', () => {
    expect(notesOf('a.json', 'b.json', 'x/')).toEqual([]);
    expect(notesOf('x/a.JSON', 'x/b.Json', 'x/c\u200B.json', 'x/errors.json', '.DS_Store', 'x/._a')).toEqual([
      'system_files_ignored 2',
      'folder_ignored 1',
      'file_endings_taken 2',
      'operation_ids_normalised 1',
    ]);
  });
});

describe('the ID of an operation', () => {
  it('is normalised, and its length is that which a person would count', () => {
    expect(operationIdOf('cafe\u0301 \u00A0 1.JSON')).toEqual({ id: 'caf\u00e9 1' });
    expect(operationIdOf(`${'\u{1F600}'.repeat(256)}.json`)).toEqual({ id: '\u{1F600}'.repeat(256) });
    expect(operationIdOf(`${'x'.repeat(257)}.json`)).toEqual({
      problem: 'has an operation ID of more than 256 characters.',
    });
    expect(operationIdOf('.json.txt')).toEqual({ problem: 'is not named <operation_id>.json.' });
    expect(operationIdOf('json')).toEqual({ problem: 'is not named <operation_id>.json.' });
    expect(operationIdOf('\u200B.json')).toEqual({ problem: 'has no operation ID before .json.' });
    expect([entryNameOf('a'), isReport('a.json'), isReport('errors')]).toEqual(['a.json', false, false]);
  });

  it('is sorted by its bytes in UTF-8', () => {
    const ids = ['\u{1F600}', 'a', '\uFF5E', 'a-b', '', 'B', '\u{1F600}a', '\uD7FF', '10', '2', '\u00e9'];
    const inOrder = ids.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
    expect(ids.toSorted(byOperationId)).toEqual(inOrder);
    expect(byOperationId('a', 'a')).toBe(0);
  });
});

describe('a text that a message quotes', () => {
  it('is cut between characters, and readable', () => {
    expect(shownText('abc\u{1F600}', 4)).toBe('abc\u{1F600}');
    expect(shownText('abc\u{1F600}\u{1F600}', 4)).toBe('abc\u{1F600}…');
    expect(shownText('a\0b\ud83d')).toBe('a\uFFFDb\uFFFD');
    expect(shownText('x'.repeat(501))).toBe(`${'x'.repeat(500)}…`);
    expect(shownName('a\n\u0007\0.json')).toBe('a???.json');
    expect(shownName('x'.repeat(101))).toBe(`${'x'.repeat(100)}…`);
  });
});
