import type { UnitOfWork } from '../database/orm.ts';
import type { DataSchedule } from './data-schedule.entity.ts';
import { getSchedule } from './schedules.queries.ts';

/** Pauses a schedule; does nothing if it is paused. @throws Problem `not_found` */
export async function pauseSchedule(em: UnitOfWork, groupId: string): Promise<DataSchedule> {
  const schedule = await getSchedule(em, groupId, 'for update');
  schedule.pausedAt ??= new Date();
  await em.flush();
  return schedule;
}

/**
 * Resumes a schedule. Its next time is still the first one after the pause began: if it has passed, a worker starts one
 * run for all missed times. @throws Problem `not_found`
 */
export async function resumeSchedule(em: UnitOfWork, groupId: string): Promise<DataSchedule> {
  const schedule = await getSchedule(em, groupId, 'for update');
  schedule.pausedAt = null;
  await em.flush();
  return schedule;
}

/** Deletes the schedule of a group. @throws Problem `not_found` */
export async function deleteSchedule(em: UnitOfWork, groupId: string): Promise<void> {
  em.remove(await getSchedule(em, groupId, 'for update'));
  await em.flush();
}
