import { schedulesContract } from '@commerce-integration/contract';
import { afterCommit } from '../database/in-transaction.ts';
import { sqlOf } from '../database/queryable.ts';
import { server } from '../http/routes.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { getGroup } from '../impex/groups.queries.ts';
import { assertMayUseGroup } from '../impex/personal-data.ts';
import { partnerFilter } from '../partners/partners.queries.ts';
import { deleteSchedule, pauseSchedule, resumeSchedule } from './change-schedule.ts';
import { runSchedule } from './run-schedule.ts';
import { listScheduleRuns } from './schedule-runs.queries.ts';
import { presentSchedule } from './schedules.presenter.ts';
import { getSchedule, listSchedules } from './schedules.queries.ts';
import { assertSource, type ScheduleParts, setSchedule } from './set-schedule.ts';

/** @param announce tells the workers that a run was requested */
export function schedulesRoutes(
  { read, write, idempotent }: UnitsOfWork,
  { cipher, rules }: ScheduleParts,
  announce: () => void,
) {
  return server.router(schedulesContract, {
    listSchedules: async ({ query: { partner_name, ...query }, res }) => {
      const em = read(res);
      const partner = await partnerFilter(em, partner_name);
      return { status: 200, body: await listSchedules(em, { ...query, partner }) };
    },

    getSchedule: async ({ params, res }) => {
      const em = read(res);
      return { status: 200, body: await presentSchedule(em, await getSchedule(em, params.data_group_id)) };
    },

    setSchedule: async ({ params, body, res }) => {
      await assertSource(body.source, rules);
      const schedule = await write(res, async (em) => {
        await assertMayUseGroup(em, res.locals.caller.scopes, await getGroup(em, params.data_group_id, 'for update'));
        return presentSchedule(em, await setSchedule(em, cipher, params.data_group_id, body));
      });
      return { status: 200, body: schedule };
    },

    deleteSchedule: async ({ params, res }) => {
      await write(res, (em) => deleteSchedule(em, params.data_group_id));
      return { status: 204, body: undefined };
    },

    pauseSchedule: async ({ params, res }) => ({
      status: 200,
      body: await write(res, async (em) => presentSchedule(em, await pauseSchedule(em, params.data_group_id))),
    }),

    resumeSchedule: async ({ params, res }) => ({
      status: 200,
      body: await write(res, async (em) => {
        await assertMayUseGroup(em, res.locals.caller.scopes, await getGroup(em, params.data_group_id));
        return presentSchedule(em, await resumeSchedule(em, params.data_group_id));
      }),
    }),

    runSchedule: ({ params, req, res }) =>
      idempotent(req, res, async (em) => {
        await assertMayUseGroup(em, res.locals.caller.scopes, await getGroup(em, params.data_group_id));
        const run = await runSchedule(em, params.data_group_id);
        afterCommit(sqlOf(em), announce);
        return { status: 202 as const, body: run };
      }),

    listScheduleRuns: async ({ params, query, res }) => ({
      status: 200,
      body: await listScheduleRuns(read(res), params.data_group_id, query),
    }),
  });
}
