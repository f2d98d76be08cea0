import type { Job } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { type BuiltFile, zipOf } from './support/archives/zip-bytes.ts';
import { Batches } from './support/batches.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const partner = await server.partner('Acme Corp');
const batches = new Batches(server, partner);
await server.load('sku,product_name,price,currency\nS1,One,10,EUR\n');

/** The file of a valid operation. */
const good = (name: string, operation_id = name.replace(/^.*\//, '').replace(/\.json$/i, '')): BuiltFile => ({
  name,
  content: JSON.stringify({ '@type': 'ProductValidFromPriceUpdate', operation_id, product: { sku: 'S1' } }),
});
const junk = (name: string): BuiltFile => ({ name, content: Buffer.from([0, 5, 0x16, 7, 0xff]) });
const folder = (name: string): BuiltFile => ({ name, method: 0 });

/** The results of a batch from an archive: its operations and notes. */
async function run(files: BuiltFile[]) {
  const batch = await batches.run(zipOf(files));
  expect(batch.message).toMatch(/^Operations batch completed/);
  const job = (await server.call<Job>(`/jobs/${batch.job_id}`)).body;
  expect(job.result?.notes).toEqual(batch.notes);
  const notes = batch.notes?.map(({ code, count }) => `${code} ${count}`) ?? [];
  return { operations: await batches.outcomes(batch), notes, batch };
}

const refusalOf = async (files: BuiltFile[]) => {
  const { status, message, total } = await batches.run(zipOf(files));
  expect({ status, total }).toEqual({ status: 'failed', total: 0 });
  return message.replace('Operations batch failed: ', '');
};

describe('system files in an archive', () => {
  it('are ignored whatever they contain, and noted', async () => {
    const macos = [
      good('a.json'),
      junk('__MACOSX/._a.json'),
      junk('__MACOSX/'.concat('deep/._b.json')),
      junk('.DS_Store'),
    ];
    expect(await run(macos)).toMatchObject({ operations: ['a succeeded'], notes: ['system_files_ignored 3'] });
    const windows = [junk('Thumbs.db'), junk('desktop.ini'), junk('THUMBS.DB'), good('a.json'), junk('._a.json')];
    expect(await run(windows)).toMatchObject({ operations: ['a succeeded'], notes: ['system_files_ignored 4'] });
    const large = { name: '.DS_Store', content: Buffer.alloc(2_000_000) };
    expect((await run([large, good('a.json')])).operations).toEqual(['a succeeded']);
  });

  it('alone do not make a batch', async () => {
    expect(await refusalOf([junk('.DS_Store'), junk('__MACOSX/._a.json')])).toBe('The archive has no operations.');
  });

  it('do not excuse a path traversal, nor other files', async () => {
    expect(await refusalOf([good('a.json'), junk('__MACOSX/../../._a.json')])).toMatch(/has `\.\.` in its name/);
    expect(await refusalOf([good('a.json'), junk('__MACOSX\\._a.json')])).toMatch(/has a backslash in its name/);
    expect(await refusalOf([good('a.json'), junk('readme.txt')])).toBe(
      'Entry readme.txt is not named <operation_id>.json.',
    );
    expect(await refusalOf([good('a.json'), junk('My Thumbs.db')])).toMatch(/is not named/);
  });
});

describe('one folder for all files', () => {
  it('is ignored, and noted', async () => {
    const files = [folder('prices/'), good('prices/b.json'), good('prices/a.json')];
    expect(await run(files)).toMatchObject({ operations: ['a succeeded', 'b succeeded'], notes: ['folder_ignored 1'] });
    expect((await run([good('2026/prices/a.json'), folder('2026/')])).operations).toEqual(['a succeeded']);
    const finder = [
      good('prices/a.json'),
      junk('prices/.DS_Store'),
      junk('__MACOSX/prices/._a.json'),
      folder('empty/'),
    ];
    expect(await run(finder)).toMatchObject({
      operations: ['a succeeded'],
      notes: ['system_files_ignored 2', 'folder_ignored 1'],
    });
  });

  it('may contain the report of an errors.zip', async () => {
    const report = { name: 'OB00001-errors/errors.json', content: '[{"operation_id":"a"}]' };
    expect((await run([good('OB00001-errors/a.json'), report])).operations).toEqual(['a succeeded']);
    expect(await refusalOf([good('x/a.json'), { ...report, name: 'x/errors.json', content: '{}' }])).toMatch(
      /Entry x\/errors\.json has the name of the report/,
    );
  });

  it('must contain all files, or the archive is refused', async () => {
    const told = 'is in a folder: files must be at the root of the archive, or all of them in one folder.';
    expect(await refusalOf([good('a.json'), good('x/b.json')])).toBe(`Entry x/b.json ${told}`);
    expect(await refusalOf([good('x/b.json'), good('a.json')])).toBe(`Entry x/b.json ${told}`);
    expect(await refusalOf([good('x/a.json'), good('y/b.json')])).toBe(`Entry x/a.json ${told}`);
    expect(await refusalOf([good('x/a.json'), good('x/y/b.json')])).toBe(`Entry x/a.json ${told}`);
    expect(await refusalOf([good('prices\\a.json')])).toMatch(/^Entry prices\\a\.json has a backslash in its name/);
  });
});

describe('a file extension', () => {
  it('may be in capitals, which is noted', async () => {
    expect(await run([good('a.JSON'), good('b.Json'), good('c.json')])).toMatchObject({
      operations: ['a succeeded', 'b succeeded', 'c succeeded'],
      notes: ['file_endings_taken 2'],
    });
    expect(await refusalOf([good('a.json'), good('a.JSON')])).toBe(
      'Entries a.JSON and a.json have the same operation ID.',
    );
    expect(await refusalOf([good('\u200B.json', 'x')])).toMatch(/has no operation ID before \.json\.$/);
  });
});

it('a batch that fails, and one without anything to note, also have notes', async () => {
  const failing = await batches.run(zipOf([good('x/a.json', 'other')]), { on_error: 'rollback' });
  expect(failing).toMatchObject({ status: 'failed', notes: [{ code: 'folder_ignored' }] });
  expect(await batches.run(zipOf([good('a.json')]))).not.toHaveProperty('notes');
});
