import { type Attention, formatId } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { type Sql, sql } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';
import { MOST_OF_A_KIND, type OverviewPart } from '../feature/overview-part.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** Minutes after which a schedule that has not run counts as overdue. */
const OVERDUE_MINUTES = 5;
const OVERDUE = sql`paused_at is null and next_run_at < now() - make_interval(mins => ${OVERDUE_MINUTES})`;
const FAILED = sql`failed_at is not null`;

/** Schedules that do not run, and those whose last run failed. */
export const schedulesOverview: OverviewPart = {
  access: 'impex:read',
  attention: async (em) => [
    ...(await schedulesThat(em, FAILED, 'failed_at')).map((row) => ({
      ...commonOf(row),
      kind: 'schedule_failed',
      title: `The last run of the schedule of ${groupOf(row)} failed.`,
      level: 'failing' as const,
    })),
    ...(await schedulesThat(em, OVERDUE, 'next_run_at')).map((row) => ({
      ...commonOf(row),
      kind: 'schedule_overdue',
      title: `The schedule of ${groupOf(row)} is overdue.`,
      level: 'waiting' as const,
    })),
  ],
};

interface ScheduleRow {
  id: string;
  since: string;
  error: string | null;
  partner_id: string;
  partner_name: string;
}

/**
 * The schedules that have met a condition for longest, with the error of the last run.
 *
 * Tenancy: the last run of each schedule that is visible.
 */
function schedulesThat(em: UnitOfWork, where: Sql, since: 'failed_at' | 'next_run_at'): Promise<ScheduleRow[]> {
  return visibleRows<ScheduleRow>(em, {
    table: 'data_schedule',
    select: sql.raw(`id, ${since} as since, partner_id, ${partnerNameSql('data_schedule.partner_id')} as partner_name,
      (select run.error from data_schedule_run run where run.group_id = data_schedule.id
       order by run.id desc limit 1) as error`),
    where: [where],
    orderBy: since,
    limit: MOST_OF_A_KIND,
  });
}

function groupOf({ id }: ScheduleRow): string {
  return formatId('dataGroup', Number(id));
}

function commonOf(row: ScheduleRow): Omit<Attention, 'kind' | 'title' | 'level'> {
  return {
    detail: row.error,
    subject: { type: 'data_group', id: groupOf(row) },
    partner_id: formatId('partner', Number(row.partner_id)),
    partner_name: row.partner_name,
    since: new Date(row.since).toISOString(),
    action: 'view',
    action_label: 'Show the runs',
  };
}
