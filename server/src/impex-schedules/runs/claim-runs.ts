import type { ScheduleRunTrigger, SourceType } from '@commerce-integration/contract';
import type { Pool } from 'pg';
import type { Queryable } from '../../database/queryable.ts';

// Tenancy of this file: a worker, for the schedules of every partner.

/** A run that this process has claimed. */
export interface ClaimedRun {
  readonly id: number;
  readonly partnerId: number;
  readonly groupId: number;
  readonly scheduledAt: Date;
  readonly trigger: ScheduleRunTrigger;
  readonly sourceType: SourceType;
  readonly prefix: string | null;
  /** The number of an export's job, once it exists. */
  readonly jobNumber: number | null;
  /** Whether its files were already chosen. */
  readonly isListed: boolean;
  readonly failures: number;
  /** How long ago it was started. */
  readonly ageSeconds: number;
  /** Identifies the claim: a worker whose claim has ended no longer changes anything. */
  readonly claim: number;
}

/** The lease of a claim in seconds: after this time without renewal it expires. */
export const CLAIM_SECONDS = 60;

interface Row {
  id: string;
  partner_id: string;
  group_id: string;
  scheduled_at: string;
  trigger: ScheduleRunTrigger;
  source_type: SourceType;
  prefix: string | null;
  job_number: string | null;
  is_listed: boolean;
  failures: number;
  age_seconds: number;
  claim: number;
}

/** Claims due runs, longest overdue first. No two processes get the same one. */
export async function claimRuns(pool: Pool, most: number): Promise<ClaimedRun[]> {
  if (most <= 0) return [];
  const { rows } = await pool.query<Row>(
    `update data_schedule_run set claim = claim + 1, due_at = now() + make_interval(secs => $2)
     where id in (
       select id from data_schedule_run where ended_at is null and due_at <= now()
       order by due_at limit $1 for update skip locked
     )
     returning id, partner_id, group_id, scheduled_at, trigger, source_type, prefix, job_number, listed_at is not null as is_listed,
       failures, extract(epoch from now() - started_at)::double precision as age_seconds, claim`,
    [most, CLAIM_SECONDS],
  );
  return rows.map((row) => ({
    id: Number(row.id),
    partnerId: Number(row.partner_id),
    groupId: Number(row.group_id),
    scheduledAt: new Date(row.scheduled_at),
    trigger: row.trigger,
    sourceType: row.source_type,
    prefix: row.prefix,
    jobNumber: row.job_number === null ? null : Number(row.job_number),
    isListed: row.is_listed,
    failures: row.failures,
    ageSeconds: row.age_seconds,
    claim: row.claim,
  }));
}

/** Renews a claim while its work is running. The signal fires when another process has taken the run. */
export function keepClaim(pool: Pool, run: ClaimedRun): { signal: AbortSignal; end(): void } {
  const lost = new AbortController();
  const extend = async () => {
    const due = `update data_schedule_run set due_at = now() + make_interval(secs => $3)
      where id = $1 and claim = $2 and ended_at is null`;
    const { rowCount } = await pool.query(due, [run.id, run.claim, CLAIM_SECONDS]);
    if (rowCount === 0) lost.abort(new Error('Another process has taken the run'));
  };
  // A failed renewal is made up for by the next one; until then the claim lasts.
  const timer = setInterval(() => void extend().catch(() => undefined), (CLAIM_SECONDS * 1_000) / 4);
  timer.unref();
  return { signal: lost.signal, end: () => clearInterval(timer) };
}

/**
 * Locks a run for a transaction that continues it.
 *
 * @throws Error where another process has taken it, or it has ended
 */
export async function lockRun(sql: Queryable, { id, claim }: ClaimedRun): Promise<void> {
  const { rows } = await sql.query(
    'select 1 from data_schedule_run where id = $1 and claim = $2 and ended_at is null for update',
    [id, claim],
  );
  if (rows.length === 0) throw new Error(`The run ${id} of a schedule was taken by another process`);
}

/** Seconds until a run's jobs are checked again: short for a young run, since most jobs take less than a second. */
const LOOK_AGAIN_SECONDS = { least: 0.1, most: 1, ofAge: 0.5 };

/** Releases a run whose jobs have not ended. @returns the seconds until they are checked again */
export async function leaveToJobs(sql: Queryable, run: ClaimedRun): Promise<number> {
  const { least, most, ofAge } = LOOK_AGAIN_SECONDS;
  const seconds = Math.min(most, Math.max(least, run.ageSeconds * ofAge));
  await leaveRun(sql, run, { seconds });
  return seconds;
}

/** Releases a run until it is due again. */
export async function leaveRun(
  sql: Queryable,
  { id, claim }: ClaimedRun,
  { seconds, failures = 0, error = null }: { seconds: number; failures?: number; error?: string | null },
): Promise<void> {
  await sql.query(
    `update data_schedule_run set due_at = now() + make_interval(secs => $3), failures = $4, error = $5
     where id = $1 and claim = $2 and ended_at is null`,
    [id, claim, seconds, failures, error],
  );
}
