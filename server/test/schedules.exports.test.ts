import type { Schedule } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { DataExports, layoutOf } from './support/data-exports.ts';
import { Schedules } from './support/schedules.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const schedules = new Schedules(server, acme);
const exports = new DataExports(server, acme);
await server.load('sku,product_name,availability\nA,Chair,in stock\nB,=Lamp,preorder\n', { key: acme.key, fields: {} });
const NEVER = '0 0 1 1 *';

const scheduled = async (prefix: string, more: object = {}) => {
  const group = await exports.group([layoutOf('availability'), layoutOf('product')]);
  const source = { type: 'export', prefix, ...more };
  const set = await schedules.set<Schedule>(group.data_group_id, { cron: NEVER, source });
  if (set.status !== 200) throw new Error(JSON.stringify(set.body));
  return { group, schedule: set.body };
};

it('writes the files of a group into a folder, with the time in their names', async () => {
  const { group, schedule } = await scheduled('nightly', { filter: { availability: 'preorder' }, compress: 'gzip' });
  expect(schedule.source).toEqual({
    ...{ type: 'export', prefix: 'nightly', folder: `${schedules.folder('nightly')}outgoing/`, keep_days: 14 },
    ...{ filter: { availability: 'preorder' }, compress: 'gzip' },
  });
  const run = await schedules.run(group.data_group_id);
  expect(run).toMatchObject({
    status: 'completed',
    message: 'Exported 2 files with 2 rows.',
    error: null,
    file_count: 2,
  });
  const names = run.files.map(({ file_name }) => file_name);
  expect(names).toEqual([
    expect.stringMatching(/^stock\d{8}T\d{6}Z\.csv\.gz$/),
    expect.stringMatching(/^products\d{8}T\d{6}Z\.csv\.gz$/),
  ]);
  expect(run.files[0]).toMatchObject({
    ...{ status: 'exported', job_id: expect.stringMatching(/^JE/), error: null },
    moved_to: `${schedules.folder('nightly')}outgoing/${names[0]}`,
  });
  expect((await schedules.files('nightly')).sort()).toEqual(names.map((name) => `outgoing/${name}`).sort());
});

it('deletes expired files of its folder, and no others', async () => {
  const { group } = await scheduled('kept', { keep_days: 1, for: 'spreadsheet' });
  const first = await schedules.run(group.data_group_id);
  expect(await schedules.read(first.files[1]?.moved_to ?? '')).toContain("\nB,'=Lamp,");
  const second = await schedules.run(group.data_group_id);
  expect(await schedules.files('kept')).toHaveLength(
    new Set([...first.files, ...second.files].map(({ file_name }) => file_name)).size,
  );
  // Makes all files older than the retention, since the test cannot change the server's clock.
  await server.pool.query(
    `update data_schedule set export_settings = export_settings || '{"keep_days": -1}' where id = $1`,
    [Number(group.data_group_id.slice(2))],
  );
  await schedules.drop('kept', 'of-an-import.csv', 'x');
  await schedules.run(group.data_group_id);
  expect(await schedules.files('kept')).toEqual(['incoming/of-an-import.csv']);
});

it('fails if its export does, and says why', async () => {
  const group = await exports.group([layoutOf('product', { format: { type: 'csv', encoding: 'windows-1251' } })]);
  await server.load('sku,product_name\nU,Stuhl ü\n', { key: acme.key, fields: {} });
  await schedules.set(group.data_group_id, { cron: NEVER, source: { type: 'export', prefix: 'failing' } });
  const run = await schedules.run(group.data_group_id);
  expect(run).toMatchObject({
    status: 'failed',
    error: expect.stringMatching(/characters that windows-1251 does not have/),
    files: [],
  });
});

it('is only for a group of exports, and shares no folder', async () => {
  const { group } = await scheduled('taken');
  const refused = await schedules.set<{ errors: object[] }>(group.data_group_id, {
    cron: NEVER,
    source: { type: 'bucket', prefix: 'x' },
  });
  expect(refused.body.errors).toEqual([
    expect.objectContaining({
      path: 'source.type',
      message: 'A source of the type bucket does not go with a data group of exports.',
    }),
  ]);
  const imports = await schedules.imports.group([layoutOf('availability')]);
  const other = await schedules.set(imports.data_group_id, { cron: NEVER, source: { type: 'export', prefix: 'y' } });
  expect(other.status).toBe(422);
  const same = await schedules.set(imports.data_group_id, { cron: NEVER, source: { type: 'bucket', prefix: 'taken' } });
  expect(same.status).toBe(409);
});
