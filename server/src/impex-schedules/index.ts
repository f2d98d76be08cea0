import { LIMITS, schedulesContract } from '@commerce-integration/contract';
import { announcerOn } from '../database/announcer.ts';
import { SCHEDULE_RUN_CHANNEL } from '../database/channels.ts';
import { idSql } from '../database/id-sql.ts';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { DataSchedule } from './data-schedule.entity.ts';
import { DataScheduleRun } from './data-schedule-run.entity.ts';
import { Migration20261129173000_impex_schedules } from './migrations/Migration20261129173000_impex_schedules.ts';
import { Migration20261129200200_export_runs } from './migrations/Migration20261129200200_export_runs.ts';
import { startScheduling } from './runs/start-scheduling.ts';
import { schedulesOverview } from './schedules.overview.ts';
import { schedulesRoutes } from './schedules.routes.ts';
import { SEALED_SCHEDULE_COLUMNS } from './sealed-schedule.ts';

/** Schedules of data groups, which import by themselves: from a folder of the bucket, or from an HTTPS address. */
export const impexSchedules = defineFeature({
  name: 'impex-schedules',
  // Tenancy: a command of the operator, for all partners.
  invariants: [
    {
      name: 'schedule-runs',
      holds: 'A run of a schedule has a time of its end exactly if it does not run.',
      over: 'data_schedule_run',
      violations: `select ${idSql('dataGroup', 'group_id')} || ' run ' || id as id from data_schedule_run
        where id >= $1 and id < $2 and (status = 'running') <> (ended_at is null)`,
    },
  ],
  tables: ['data_schedule', 'data_schedule_run', 'data_schedule_file'],
  entities: [DataSchedule, DataScheduleRun],
  migrations: [
    { name: '20261129173000_impex_schedules', class: Migration20261129173000_impex_schedules },
    { name: '20261129200200_export_runs', class: Migration20261129200200_export_runs },
  ],
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
