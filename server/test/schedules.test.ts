import { once } from 'node:events';
import type { Overview, ScheduleRun } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { SCHEDULE_RUN_CHANNEL } from '../src/database/announcer.ts';
import { productsFile, Schedules } from './support/schedules.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer({ SCHEDULE_QUIET_SECONDS: '0' });
const acme = await server.partner('Acme Corp');
const schedules = new Schedules(server, acme);
const TODAY = /^archive\/\d{4}-\d\d-\d\d\//;
const skus = async (key = acme.key) =>
  (await server.call<{ items: { sku: string }[] }>('/products?limit=100', { key })).body.items.map(({ sku }) => sku);

describe('a file in the folder of a schedule', () => {
  it('is imported within a minute, and moved to the archive', { timeout: 120_000 }, async () => {
    await schedules.drop('minute', 'products.csv', productsFile('MINUTE'));
    const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'minute' }, { cron: '* * * * *' });
    const run = await until(async () => (await schedules.runs(data_group_id)).find(({ ended_at }) => ended_at), 90_000);
    expect(run).toMatchObject({ status: 'completed', trigger: 'schedule', message: 'Imported 1 file.', error: null });
    expect(Date.parse(run.scheduled_at) % 60_000).toBe(0);
    const [file] = run.files;
    expect(file).toMatchObject({ file_name: 'products.csv', status: 'imported', job_id: expect.stringMatching(/^JI/) });
    const files = await schedules.files('minute');
    expect(files).toEqual([expect.stringMatching(TODAY)]);
    expect(file?.moved_to).toBe(schedules.folder('minute') + files[0]);
    expect(await skus()).toContain('MINUTE');
    await schedules.act(data_group_id, 'pause');
  });

  it('is imported in the order of the times in the names, each by its own job', async () => {
    const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'order' });
    for (const day of ['03', '01', '02']) {
      await schedules.drop('order', `products-2026-04-${day}.csv`, productsFile(`DAY-${day}`));
    }
    const run = await schedules.run(data_group_id);
    const names = run.files.map(({ file_name }) => file_name);
    expect(names).toEqual(['products-2026-04-01.csv', 'products-2026-04-02.csv', 'products-2026-04-03.csv']);
    const jobs = run.files.map(({ job_id }) => job_id ?? '');
    expect(jobs.toSorted()).toEqual(jobs);
    expect(new Set(jobs).size).toBe(3);
  });

  it('that is broken is moved to the failed ones with its report, and stops no other', async () => {
    const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'broken' });
    await schedules.drop('broken', 'products-2026-01-01.csv', 'name,number\na,1\n');
    await schedules.drop('broken', 'other.txt', 'nothing');
    await schedules.drop('broken', 'products-2026-01-02.csv', productsFile('WELL'));
    const run = await schedules.run(data_group_id);
    expect(run).toMatchObject({ status: 'failed', file_count: 3, failed_count: 2 });
    expect(run.message).toBe('Imported 1 file. 2 files failed.');
    expect((await schedules.files('broken')).toSorted()).toEqual([
      expect.stringMatching(/^archive\/.*\/products-2026-01-02\.csv$/),
      'failed/other.txt',
      'failed/other.txt.report.json',
      'failed/products-2026-01-01.csv',
      'failed/products-2026-01-01.csv.report.json',
    ]);
    const report = JSON.parse(await schedules.read(`${schedules.folder('broken')}failed/other.txt.report.json`));
    expect(report).toMatchObject({ file_name: 'other.txt', status: 'failed', data_group_id });
    expect(report.error).toMatch(/no descriptor/);
    expect(await skus()).toContain('WELL');
  });

  it('with rejected rows is archived with a report of them', async () => {
    const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'rows' });
    await schedules.drop('rows', 'products.csv', `${productsFile('ROW')}BAD,Product,much,EUR,in stock\n`);
    expect(await schedules.run(data_group_id)).toMatchObject({ status: 'completed', failed_count: 0 });
    const files = await schedules.files('rows');
    const report = files.find((key) => key.endsWith('.report.json')) ?? '';
    expect(JSON.parse(await schedules.read(schedules.folder('rows') + report)).errors).toEqual([
      expect.objectContaining({ line: 3, sku: 'BAD', code: expect.any(String) }),
    ]);
  });

  it('with the name of an earlier one does not replace it in the archive', async () => {
    const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'same' });
    for (const sku of ['FIRST', 'SECOND']) {
      await schedules.drop('same', 'products.csv', productsFile(sku));
      await schedules.run(data_group_id);
    }
    const files = await schedules.files('same');
    expect(files).toHaveLength(2);
    const texts = await Promise.all(files.map((key) => schedules.read(schedules.folder('same') + key)));
    expect(texts.toSorted()).toEqual([productsFile('FIRST'), productsFile('SECOND')]);
  });

  it('may have any name, and be in a nested folder', async () => {
    const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'a/b' });
    await schedules.drop('a/b', 'products März + 50%.csv', productsFile('ODD'));
    const run = await schedules.run(data_group_id);
    expect(run.files).toEqual([expect.objectContaining({ file_name: 'products März + 50%.csv', status: 'imported' })]);
    expect(await schedules.files('a/b')).toEqual([expect.stringMatching(/^archive\/.*\/products März \+ 50%\.csv$/)]);
  });

  it('of another partner is not read by the same prefix', async () => {
    const other = new Schedules(server, await server.partner('Other Corp'));
    await other.drop('shared', 'products.csv', productsFile('THEIRS'));
    const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'shared' });
    expect(await schedules.run(data_group_id)).toMatchObject({ status: 'completed', message: 'There was no file.' });
    expect(await other.files('shared')).toEqual(['incoming/products.csv']);
    const theirs = await other.group({ type: 'bucket', prefix: 'shared' });
    expect(await other.run(theirs.data_group_id)).toMatchObject({ message: 'Imported 1 file.' });
  });
});

describe('a pause', () => {
  it('is followed by one run for all missed times', async () => {
    const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'pause' }, { cron: '*/10 * * * *' });
    const paused = (await schedules.act(data_group_id, 'pause')).body;
    expect(paused).toMatchObject({ paused_at: expect.any(String), next_runs: [] });
    const time = await schedules.passed(data_group_id, 3 * 3_600);
    // A run of another schedule ends after the worker has checked for due ones.
    const other = await schedules.group({ type: 'bucket', prefix: 'other' });
    await schedules.run(other.data_group_id);
    expect(await schedules.runs(data_group_id)).toEqual([]);
    const resumed = (await schedules.act(data_group_id, 'resume')).body;
    expect([resumed.paused_at, resumed.next_runs[0]]).toEqual([null, time]);
    expect(await schedules.ended(data_group_id, time)).toMatchObject({ trigger: 'catch_up', status: 'completed' });
    const { next_runs } = await schedules.get(data_group_id);
    expect(next_runs).toHaveLength(5);
    expect(Date.parse(next_runs[0] ?? '')).toBeGreaterThan(Date.now() - 60_000);
    await schedules.run(other.data_group_id);
    expect(await schedules.runs(data_group_id)).toHaveLength(1);
  });

  it('does not prevent a manual run', async () => {
    const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'by-hand' }, { paused: true });
    expect(await schedules.run(data_group_id)).toMatchObject({ trigger: 'request', status: 'completed' });
    expect((await schedules.get(data_group_id)).paused_at).not.toBeNull();
  });
});

describe('a run', () => {
  it('starts once for an Idempotency-Key', async () => {
    const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'twice' });
    const start = () =>
      server.call<ScheduleRun>(`/data-groups/${data_group_id}/run-now`, {
        method: 'POST',
        key: acme.key,
        headers: { 'idempotency-key': 'run-1' },
      });
    const [first, again] = [await start(), await start()];
    expect([first.status, again.status, again.body]).toEqual([202, 202, first.body]);
    await schedules.ended(data_group_id, first.body.scheduled_at);
  });
});

it('a failed run needs attention until one succeeds', async () => {
  const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'attention' });
  await schedules.drop('attention', 'nothing.txt', 'nothing');
  await schedules.run(data_group_id);
  const attention = async () =>
    (await server.call<Overview>('/overview', { key: acme.key })).body.needs_attention.filter(
      ({ subject }) => subject.id === data_group_id,
    );
  expect(await attention()).toEqual([
    expect.objectContaining({
      kind: 'schedule_failed',
      level: 'failing',
      detail: expect.stringMatching(/nothing\.txt/),
    }),
  ]);
  await schedules.run(data_group_id);
  expect(await attention()).toEqual([]);
});

it('a manually requested run is announced to the workers', async () => {
  const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'asked' });
  const worker = await server.pool.connect();
  await worker.query(`listen ${SCHEDULE_RUN_CHANNEL}`);
  const announced = once(worker, 'notification');
  await schedules.run(data_group_id);
  await announced;
  worker.release(true);
});
