import { describe, expect, it } from 'vitest';
import { CutOff } from './support/cut-off.ts';
import { productsFile, Schedules } from './support/schedules.ts';
import { freshEnvironment, startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { WorkerProcess } from './support/worker-process.ts';

const { S3_ENDPOINT = '' } = await freshEnvironment();
const way = await CutOff.before(S3_ENDPOINT);
const server = await startTestServer({ SCHEDULE_QUIET_SECONDS: '0', S3_ENDPOINT: way.url });
const acme = await server.partner('Acme Corp');
const schedules = new Schedules(server, acme);

/** Runs a function while the bucket cannot be reached. */
async function whileAway<T>(work: () => Promise<T>): Promise<T> {
  await way.cut();
  try {
    return await work();
  } finally {
    await way.mend();
  }
}

describe('a growing file', () => {
  it('is left alone, and taken once it has been unchanged for long enough', async () => {
    const quiet = await startTestServer({ WORKER: 'off' });
    const theirs = new Schedules(quiet, await quiet.partner('Acme Corp'));
    const { data_group_id } = await theirs.group({ type: 'bucket', prefix: 'growing' });
    await theirs.drop('growing', 'products.csv', productsFile('HALF'));
    const patient = await WorkerProcess.start({ ...quiet.environment, SCHEDULE_QUIET_SECONDS: '3600' });
    const early = await theirs.run(data_group_id);
    expect(early).toMatchObject({ status: 'completed', file_count: 0 });
    expect(early.message).toBe('Left alone, since still changing: 1.');
    expect(await theirs.files('growing')).toEqual(['incoming/products.csv']);
    await patient.stop();
    await WorkerProcess.start({ ...quiet.environment, SCHEDULE_QUIET_SECONDS: '0' });
    // It has changed since the last check; it may still be changing.
    await theirs.drop('growing', 'products.csv', productsFile('HALF', 'WHOLE'));
    expect(await theirs.run(data_group_id)).toMatchObject({ file_count: 0 });
    expect(await theirs.run(data_group_id)).toMatchObject({ file_count: 1, failed_count: 0 });
    expect(await theirs.files('growing')).toEqual([expect.stringMatching(/^archive\//)]);
  });
});

describe('several processes', () => {
  it('start one run for each time, and import each file once', async () => {
    const others = [await WorkerProcess.start(server.environment), await WorkerProcess.start(server.environment)];
    const groups = [];
    for (let number = 0; number < 8; number += 1) {
      const prefix = `many-${number}`;
      groups.push(await schedules.group({ type: 'bucket', prefix }, { cron: '*/30 * * * *' }));
      await schedules.drop(prefix, 'products.csv', productsFile(`MANY-${number}`));
    }
    const times = await Promise.all(groups.map(({ data_group_id }) => schedules.passed(data_group_id, 7_200)));
    for (const [number, { data_group_id }] of groups.entries()) {
      await schedules.ended(data_group_id, times[number] ?? '');
      const runs = await schedules.runs(data_group_id);
      expect(runs).toEqual([
        expect.objectContaining({ scheduled_at: times[number], trigger: 'catch_up', file_count: 1 }),
      ]);
    }
    const { rows } = await server.pool.query('select count(*)::integer as imports from data_import');
    expect(rows).toEqual([{ imports: groups.length }]);
    for (const other of others) await other.stop();
  });
});

describe('an unreachable bucket', () => {
  it('is waited for, and the run continues when it is back', async () => {
    const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'away' });
    await schedules.drop('away', 'products.csv', productsFile('AWAY'));
    const { at, tried } = await whileAway(async () => {
      const { body } = await schedules.act<{ scheduled_at: string }>(data_group_id, 'run-now');
      const failed = async () => (await schedules.runs(data_group_id)).find(({ error }) => error !== null);
      return { at: body.scheduled_at, tried: await until(failed) };
    });
    expect(tried).toMatchObject({ status: 'running', next_try_at: expect.any(String) });
    expect(tried.error).toBe('The database or the storage could not be reached.');
    expect(await schedules.ended(data_group_id, at)).toMatchObject({ status: 'completed', error: null });
    expect(await schedules.files('away')).toEqual([expect.stringMatching(/^archive\//)]);
  });
});

describe('files left behind by a run', () => {
  it('are imported beside a newer one of the same name, and all are kept', async () => {
    const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'behind' });
    await schedules.drop('behind', 'products.csv', productsFile('FIRST'), 'processing/900001');
    await schedules.drop('behind', 'products.csv', productsFile('SECOND'), 'processing/900001/2');
    await schedules.drop('behind', 'products.csv', productsFile('THIRD'));
    const run = await schedules.run(data_group_id);
    expect(run).toMatchObject({ status: 'completed', file_count: 3, failed_count: 0 });
    const files = await schedules.files('behind');
    expect(files).toEqual(files.map(() => expect.stringMatching(/^archive\/.*products\.csv$/)));
    const texts = await Promise.all(files.map((file) => schedules.read(schedules.folder('behind') + file)));
    expect(texts.toSorted()).toEqual(['FIRST', 'SECOND', 'THIRD'].map((sku) => productsFile(sku)));
    const { body } = await server.call<{ items: { sku: string }[] }>('/products?limit=100', { key: acme.key });
    expect(body.items.map(({ sku }) => sku)).toEqual(expect.arrayContaining(['FIRST', 'SECOND', 'THIRD']));
  });
});

describe('a data group that is deleted', () => {
  it('no longer has a schedule, nor runs', async () => {
    const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'deleted' }, { cron: '* * * * *' });
    await schedules.drop('deleted', 'products.csv', productsFile('DELETED'));
    const gone = await server.call(`/data-groups/${data_group_id}`, { method: 'DELETE', key: acme.key });
    expect(gone.status).toBe(204);
    const { rows } = await server.pool.query('select 1 from data_schedule where id = $1', [
      Number(data_group_id.slice(2)),
    ]);
    expect(rows).toEqual([]);
    expect((await server.call(`/data-groups/${data_group_id}/schedule`, { key: acme.key })).status).toBe(404);
    // Another group of the partner may now use the folder with its content.
    const next = await schedules.group({ type: 'bucket', prefix: 'deleted' });
    expect(await schedules.run(next.data_group_id)).toMatchObject({ message: 'Imported 1 file.' });
  });

  it('in the middle of a run leaves its files in place', async () => {
    const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'middle' });
    await schedules.drop('middle', 'products.csv', productsFile('MIDDLE'));
    const at = await whileAway(async () => {
      const { body } = await schedules.act<{ scheduled_at: string }>(data_group_id, 'run-now');
      await server.call(`/data-groups/${data_group_id}`, { method: 'DELETE', key: acme.key });
      return body.scheduled_at;
    });
    const number = Number(data_group_id.slice(2));
    await until(async () => {
      const sql = 'select 1 from data_schedule_run where group_id = $1 and scheduled_at = $2 and ended_at is not null';
      return (await server.pool.query(sql, [number, at])).rows.length > 0;
    });
    expect(await schedules.files('middle')).toEqual(['incoming/products.csv']);
  });
});

describe('a partner that is not active', () => {
  it('has runs that fail and say so, and its files stay in place', async () => {
    const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'inactive' });
    await schedules.drop('inactive', 'products.csv', productsFile('INACTIVE'));
    const set = (status: string) => server.call(`/partners/${acme.id}`, { method: 'PATCH', body: { status } });
    expect((await set('paused')).status).toBe(200);
    const time = await schedules.passed(data_group_id, 1);
    const row = await until(async () => {
      const sql =
        'select status, error from data_schedule_run where group_id = $1 and scheduled_at = $2 and ended_at is not null';
      return (await server.pool.query(sql, [Number(data_group_id.slice(2)), time])).rows[0];
    });
    expect(row).toEqual({ status: 'failed', error: expect.stringMatching(/paused/) });
    await set('active');
    expect(await schedules.files('inactive')).toEqual(['incoming/products.csv']);
  });
});

describe('a worker that is killed', () => {
  it.each([0, 300, 800, 1_500])(
    '%s ms into a run leaves it to another, and no file is imported twice',
    { timeout: 180_000 },
    async (ms) => {
      const quiet = await startTestServer({ SCHEDULE_QUIET_SECONDS: '0', WORKER: 'off' });
      const theirs = new Schedules(quiet, await quiet.partner('Acme Corp'));
      const { data_group_id } = await theirs.group({ type: 'bucket', prefix: 'killed' });
      for (let number = 0; number < 5; number += 1) {
        await theirs.drop('killed', `products-${number}.csv`, productsFile(`KILLED-${number}`));
      }
      const victim = await WorkerProcess.start(quiet.environment);
      const { body } = await theirs.act<{ scheduled_at: string }>(data_group_id, 'run-now');
      await until(async () => {
        const { rows } = await quiet.pool.query('select claim from data_schedule_run where claim > 0');
        return rows.length > 0;
      });
      await new Promise((resolve) => setTimeout(resolve, ms));
      await victim.kill();
      // The claim of the dead worker lasts for a minute: the test makes it expire.
      await quiet.pool.query('update data_schedule_run set due_at = now() where ended_at is null');
      await WorkerProcess.start(quiet.environment);
      const run = await theirs.ended(data_group_id, body.scheduled_at);
      expect(run).toMatchObject({ status: 'completed', file_count: 5, failed_count: 0 });
      expect(await theirs.files('killed')).toEqual(
        Array.from({ length: 5 }, () => expect.stringMatching(/^archive\/.*products-\d\.csv$/)),
      );
      const { rows } = await quiet.pool.query('select count(*)::integer as imports from data_import');
      expect(rows).toEqual([{ imports: 5 }]);
    },
  );
});
