import { LIMITS, schedulesContract } from '@commerce-integration/contract';
import { announcerOn, SCHEDULE_RUN_CHANNEL } from '../database/announcer.ts';
import { idSql } from '../database/json-sql.ts';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { DataSchedule, SEALED_SCHEDULE_COLUMNS } from './data-schedule.entity.ts';
import { DataScheduleRun } from './data-schedule-run.entity.ts';
import { IMPEX_SCHEDULES_MIGRATIONS } from './impex-schedules.migrations.ts';
import { startScheduling } from './runs/start-scheduling.ts';
import { schedulesOverview } from './schedules.console.ts';
import { schedulesRoutes } from './schedules.routes.ts';

/** Schedules that run the imports and exports of data groups, with folders of the bucket or an HTTPS address. */
export const impexSchedules = defineFeature({
  name: 'impex-schedules',
  // Tenancy: a command of the operator, for all partners.
  invariants: [
    {
      name: 'schedule-runs',
      holds: 'A run of a schedule has an end time if and only if it is not running.',
      over: 'data_schedule_run',
      violations: `select ${idSql('dataGroup', 'group_id')} || ' run ' || id as id from data_schedule_run
        where id >= $1 and id < $2 and (status = 'running') <> (ended_at is null)`,
    },
  ],
  tables: ['data_schedule', 'data_schedule_run', 'data_schedule_file'],
  entities: [DataSchedule, DataScheduleRun],
  migrations: IMPEX_SCHEDULES_MIGRATIONS,
  retention: [
    { table: 'data_schedule_run', since: 'ended_at', hours: LIMITS.scheduleRunDays * 24, limit: 'schedule_run_days' },
  ],
  kept: { data_schedule: 'one for a data group', data_schedule_file: 'ends with its run' },
  sealed: { data_schedule: SEALED_SCHEDULE_COLUMNS },
  routes: ({ units, database, cipher, config }) => {
    const rules = { allowLoopback: config.WEBHOOK_ALLOW_LOOPBACK };
    const announce = announcerOn(database.pool, SCHEDULE_RUN_CHANNEL);
    return [routesOf(schedulesContract, schedulesRoutes(units, { cipher, rules }, announce))];
  },
  overview: () => [schedulesOverview],
  works: startScheduling,
});
