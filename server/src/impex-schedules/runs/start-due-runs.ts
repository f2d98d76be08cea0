import { nextRun } from '@commerce-integration/contract/rules';
import type { Pool, PoolClient } from 'pg';
import { DATABASE_NOW } from '../../database/clock.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { cronOf } from '../set-schedule.ts';

// Tenancy of this file: a worker, for the schedules of every partner.

/** Schedules per transaction. */
const AT_ONCE = 100;
/** A run that starts this late was missed because of a pause, an outage, or the previous run. */
const LATE_MS = 60_000;
/** The next time of a schedule that has no further times. */
const NEVER = new Date('9999-12-31T00:00:00Z');

interface DueSchedule {
  id: string;
  partner_id: string;
  cron: string;
  timezone: string;
  source_type: string;
  prefix: string | null;
  next_run_at: string;
  /** The time by the database's clock, in milliseconds since 1970. */
  now: number;
}

/**
 * Starts a run of each schedule that is due and has no run in progress. Several missed times get one run, at the first
 * of them. One transaction writes the run and the next time, and a group has one run per time: however many processes
 * try, it is started once.
 *
 * @returns how many were started
 */
export function startDueRuns(pool: Pool): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<DueSchedule>(
      `select id, partner_id, cron, timezone, source_type, prefix, next_run_at, ${DATABASE_NOW} as now
       from data_schedule schedule
       where paused_at is null and next_run_at <= now() and not exists (
         select from data_schedule_run run where run.group_id = schedule.id and run.ended_at is null)
       order by next_run_at limit $1 for update skip locked`,
      [AT_ONCE],
    );
    for (const schedule of rows) await startRun(client, schedule);
    return rows.length;
  });
}

async function startRun(client: PoolClient, schedule: DueSchedule): Promise<void> {
  const { id, partner_id, cron, timezone, source_type, prefix, next_run_at } = schedule;
  const now = new Date(Number(schedule.now));
  const at = new Date(next_run_at);
  const read = cronOf(cron);
  const isLate =
    now.getTime() - at.getTime() >= LATE_MS || (nextRun(read, timezone, at.getTime()) ?? Infinity) <= now.getTime();
  await client.query(
    `insert into data_schedule_run (partner_id, group_id, scheduled_at, trigger, source_type, prefix, status, message,
       started_at, due_at)
     values ($1, $2, $3, $4, $5, $6, 'running', 'Looking for files.', $7, $7)
     on conflict do nothing`,
    [partner_id, id, at, isLate ? 'catch_up' : 'schedule', source_type, prefix, now],
  );
  const next = nextRun(read, timezone, now.getTime());
  await client.query('update data_schedule set next_run_at = $2 where id = $1', [
    id,
    next === undefined ? NEVER : new Date(next),
  ]);
}
