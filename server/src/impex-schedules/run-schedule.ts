import { Problem, type ScheduleRun } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { DataScheduleRun } from './data-schedule-run.entity.ts';
import { CLAIM_SECONDS } from './runs/claim-runs.ts';
import { getScheduleRun } from './schedule-runs.queries.ts';
import { getSchedule } from './schedules.queries.ts';

/**
 * Requests a run of a schedule now; a worker performs it. A run that waits for a retry is retried now.
 *
 * @throws Problem `not_found`; `conflict` while a run is under way
 */
export async function runSchedule(em: UnitOfWork, groupId: string, now = new Date()): Promise<ScheduleRun> {
  // The lock prevents workers from starting one at the same time.
  const schedule = await getSchedule(em, groupId, 'for update');
  const { id: group, partnerId, sourceType, prefix } = schedule;
  const underWay = await em.findOne(DataScheduleRun, { groupId: group, endedAt: null });
  if (underWay) {
    // A worker holds a run for less than that; otherwise it is unknown whether a worker holds it now.
    const isWaiting = underWay.failures > 0 && underWay.dueAt.getTime() > now.getTime() + CLAIM_SECONDS * 1_000;
    if (!isWaiting) throw new Problem('conflict', `A run of data group ${groupId} is under way: wait for its end.`);
    underWay.dueAt = now;
    await em.flush();
    return getScheduleRun(em, underWay.id);
  }
  const run = em.create(DataScheduleRun, {
    partnerId,
    groupId: group,
    scheduledAt: now,
    trigger: 'request',
    sourceType,
    prefix: prefix ?? null,
    status: 'running',
    message: 'Looking for files.',
    error: null,
    startedAt: now,
    endedAt: null,
    listedAt: null,
    dueAt: now,
    claim: 0,
    failures: 0,
  });
  await em.flush();
  return getScheduleRun(em, run.id);
}
