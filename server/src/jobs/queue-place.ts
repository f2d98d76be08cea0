import { LIMITS } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import type { Job } from './job.entity.ts';

/** A job's place in the queue, in the contract's shape. */
export interface QueuePlace {
  queue_position: number;
  estimated_start_at: string | null;
}

/** The mean duration covers the latest jobs, up to this many; fewer than the minimum are not meaningful. */
const LATEST = 20;
const FEWEST = 5;

/**
 * The number of jobs ahead of a job in its class and under its concurrency key, the number of running jobs of the
 * class, and the durations of the latest ones. $1 class, $2 turn, $3 time of the request, $4 primary key, $5
 * concurrency key.
 *
 * Tenancy: numbers of jobs, and the mean of durations, of all partners.
 */
const PLACE = `
  select
    (select count(*) from (
      select from job where queue_class = $1 and status = 'queued' and run_requested_at is not null
        and queue_turn <= $2 and (queue_turn, run_requested_at, id) < ($2, $3, $4)
      limit ${LIMITS.queuePosition - 1}
    ) ahead)::integer as ahead,
    (select count(*) from (
      select from job where concurrency_key = $5 and run_requested_at is not null and id < $4
      limit ${LIMITS.queuePosition - 1}
    ) ahead)::integer as ahead_of_key,
    (select count(*) from (
      select from job where queue_class = $1 and status = 'running' and run_requested_at is not null limit 1000
    ) running)::integer as running,
    latest.count::integer as latest, latest.seconds
  from (
    select count(*), avg(extract(epoch from finished_at - started_at))::float8 as seconds from (
      select started_at, finished_at from job
      where queue_class = $1 and status = 'completed' and finished_at > now() - interval '1 day'
      order by finished_at desc limit ${LATEST}
    ) finished
  ) latest`;

interface PlaceRow {
  ahead: number;
  ahead_of_key: number;
  running: number;
  latest: number;
  seconds: number | null;
}

/** A job's place in the queue; undefined for one that is not queued. */
export async function queuePlace(em: UnitOfWork, job: Job, now = new Date()): Promise<QueuePlace | undefined> {
  const { id, status, queueClass, queueTurn, runRequestedAt, concurrencyKey } = job;
  if (status !== 'queued' || !runRequestedAt || !queueClass) return undefined;
  const values = [queueClass, queueTurn ?? 0, runRequestedAt, id, concurrencyKey];
  const [row] = (await sqlOf(em).query<PlaceRow>(PLACE, values)).rows;
  if (!row) return undefined;
  const seconds = secondsToStart(row);
  return {
    queue_position: row.ahead + 1,
    estimated_start_at: seconds === null ? null : new Date(now.getTime() + seconds * 1_000).toISOString(),
  };
}

/**
 * Estimates the wait: assuming that the number of running jobs stays the same, one ends every mean duration divided by
 * that number. Jobs with the same key run one after the other. Null where there is nothing to estimate from.
 */
function secondsToStart({ ahead, ahead_of_key, running, latest, seconds }: PlaceRow): number | null {
  if (running === 0 || latest < FEWEST || seconds === null) return null;
  return Math.ceil(Math.max(((ahead + 1) / running) * seconds, ahead_of_key * seconds));
}
