// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const listSchedules: EndpointOf<{ query: wire.ListSchedulesFields; answer: Page<wire.Schedule> }> = 'GET /schedules?partner_name&limit&cursor';
export const getSchedule: EndpointOf<{ answer: wire.Schedule }> = 'GET /data-groups/:data_group_id(DG)/schedule';
export const setSchedule: EndpointOf<{ body: wire.SetScheduleFields; answer: wire.Schedule }> = 'PUT /data-groups/:data_group_id(DG)/schedule';
export const deleteSchedule: EndpointOf<{}> = 'DELETE /data-groups/:data_group_id(DG)/schedule 204';
export const pauseSchedule: EndpointOf<{ answer: wire.Schedule }> = 'POST /data-groups/:data_group_id(DG)/pause';
export const resumeSchedule: EndpointOf<{ answer: wire.Schedule }> = 'POST /data-groups/:data_group_id(DG)/resume';
export const runSchedule: EndpointOf<{ answer: wire.ScheduleRun }> = 'POST /data-groups/:data_group_id(DG)/run-now 202 key';
export const listScheduleRuns: EndpointOf<{ query: wire.ListScheduleRunsFields; answer: Page<wire.ScheduleRun> }> = 'GET /data-groups/:data_group_id(DG)/runs?limit&cursor';
