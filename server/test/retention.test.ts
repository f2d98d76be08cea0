import { LIMITS } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config/config.ts';
import { cleanUp } from '../src/process/clean-up.ts';
import { ALL_FEATURES } from '../src/process/platform.ts';
import { limitsAsData } from '../src/service/limits.ts';
import { maintenanceOf } from './support/maintenance.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ WORKER: 'on' });
const { database, store, clear } = await maintenanceOf(server);
const acme = await server.partner('Acme Corp');

describe('each table', () => {
  it('states how long its rows are kept, and exists', async () => {
    const { rows } = await server.pool.query<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace
         and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration'`,
    );
    const said = ALL_FEATURES.flatMap(({ retention = [], partitions = [], kept = {} }) => [
      ...retention.map(({ table }) => table),
      ...partitions.map(({ table }) => table),
      ...Object.keys(kept),
    ]);
    expect(said.toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
  });

  it('whose rows callers see has its period among the limits', () => {
    const limits = limitsAsData(readConfig(server.environment));
    for (const { retention = [], partitions = [] } of ALL_FEATURES) {
      const hours = [...retention, ...partitions.map(({ limit, days }) => ({ limit, hours: days * 24 }))];
      for (const { limit, hours: kept } of hours) {
        if (limit === null) continue;
        const told = limits.find(({ name }) => name === limit);
        expect([limit, (told?.value ?? 0) * (told?.unit === 'days' ? 24 : 1)]).toEqual([limit, kept]);
      }
    }
  });
});

describe('the errors and changes of a job', () => {
  const reports = async () => {
    const { rows } = await server.pool.query<{ errors: number; changes: number }>(
      `select (select count(*)::integer from job_error) as errors, (select count(*)::integer from job_change) as changes`,
    );
    return rows[0];
  };
  const check = async (skus: number) => {
    const rows = Array.from({ length: skus }, (_, index) => `SKU-${index},Product,much,EUR,in stock\n`);
    const file = `sku,product_name,price,currency,availability\nNEW,New,1,EUR,in stock\n${rows.join('')}`;
    return server.load(file, { key: acme.key, fields: { validate_only: 'true' } });
  };

  it("are deleted in steps when the job's end is old enough, and the job stays", async () => {
    const job = await check(6_000);
    await check(10);
    await server.pool.query(
      `update job set finished_at = finished_at - interval '1 hour' where number = $1 and job_type = 'validation'`,
      [Number(job.job_id.slice(2))],
    );
    const before = await reports();
    expect(before?.errors).toBe(6_010);
    await clear(LIMITS.jobReportDays * 24 - 1.1);
    expect(await reports()).toEqual(before);
    await clear(LIMITS.jobReportDays * 24 - 0.5);
    expect((await reports())?.errors).toBe(10);
    const shown = await server.call<{ count: number }>(`/jobs/${job.job_id}/errors`, { key: acme.key });
    expect([shown.status, shown.body.count]).toEqual([200, 0]);
  });

  it('are kept for as long as the operator has set', async () => {
    const days = (number: number) => new Date(Date.now() + number * 24 * 3_600_000);
    const never = new AbortController().signal;
    await cleanUp(database, store, never, days(1.9), { JOB_REPORT_DAYS: 2 });
    expect((await reports())?.errors).toBe(10);
    await cleanUp(database, store, never, days(2.1), { JOB_REPORT_DAYS: 2 });
    expect((await reports())?.errors).toBe(0);
  });

  it('are deleted for all jobs that ended long enough ago, also after many that ended later', async () => {
    const job = await check(1);
    // Lower numbers, like feeds that were run again recently, and then more than two steps examine.
    const { rows } = await server.pool.query<{ kept: number; expired: number }>(
      `with copied as (
         insert into job select (jsonb_populate_record(job, jsonb_build_object('id', 1000000 + n, 'number', 1000000 + n,
           'finished_at', case when n <= 600 then now() else now() - interval '2 hours' end,
           'created_at', now() - interval '2 hours'))).*
         from job, generate_series(1, 1800) n where number = $1 and job_type = 'validation'
         returning id, finished_at
       ), reported as (
         insert into job_error select (jsonb_populate_record(error, jsonb_build_object('id', copied.id, 'job_id', copied.id))).*
         from copied, job_error error
       )
       select count(*) filter (where finished_at >= now() - interval '1 hour')::integer as kept,
         count(*) filter (where finished_at < now() - interval '1 hour')::integer as expired from copied`,
      [Number(job.job_id.slice(2))],
    );
    expect(rows[0]).toEqual({ kept: 600, expired: 1_200 });
    expect((await reports())?.errors).toBe(1_801);
    await clear(LIMITS.jobReportDays * 24 - 1);
    expect((await reports())?.errors).toBe(601);
  });
});

it('GET /limits has the configured period', () => {
  expect(limitsAsData(readConfig({ ...server.environment, JOB_REPORT_DAYS: '7' }))).toContainEqual(
    expect.objectContaining({ name: 'job_report_days', value: 7, unit: 'days' }),
  );
});
