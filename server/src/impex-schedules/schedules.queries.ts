import { idNumber, type Page, Problem, type Schedule } from '@commerce-integration/contract';
import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import { newestFirst } from '../database/read-entities.ts';
import { getGroup } from '../impex/groups.queries.ts';
import { DataSchedule } from './data-schedule.entity.ts';
import { presentSchedules } from './schedules.presenter.ts';

/** @throws Problem `not_found` for a group that the caller does not have, and for one without a schedule */
export async function getSchedule(em: UnitOfWork, groupId: string, mode?: 'for update'): Promise<DataSchedule> {
  const lock = mode === undefined ? {} : { lockMode: LockMode.PESSIMISTIC_WRITE };
  const schedule = await em.findOne(DataSchedule, { id: idNumber(groupId) }, lock);
  if (schedule) return schedule;
  await getGroup(em, groupId);
  throw new Problem('not_found', `Data group ${groupId} has no schedule: set one first.`);
}

export interface ScheduleListing {
  /** The partner's number. */
  partner?: number | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Ordered by group, newest first. */
export async function listSchedules(em: UnitOfWork, query: ScheduleListing): Promise<Page<Schedule>> {
  const page = await newestFirst(em, DataSchedule, 'dataGroup', query, { partnerId: query.partner });
  return { ...page, items: await presentSchedules(em, page.items) };
}
