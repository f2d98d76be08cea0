import type { ScheduleRunStatus, ScheduleRunTrigger, SourceType } from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';

const DataScheduleRunSchema = defineEntity({
  name: 'DataScheduleRun',
  tableName: 'data_schedule_run',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('data_schedule_run_id_seq')`),
    partnerId: p.bigint('number'),
    groupId: p.bigint('number'),
    /** The scheduled time that it is for. */
    scheduledAt: p.datetime(),
    trigger: p.text().$type<ScheduleRunTrigger>(),
    /** The source when the run was started: later changes of the schedule do not affect it. */
    sourceType: p.text().$type<SourceType>(),
    prefix: p.text().nullable(),
    status: p.text().$type<ScheduleRunStatus>(),
    message: p.text(),
    error: p.text().nullable(),
    startedAt: p.datetime(),
    endedAt: p.datetime().nullable(),
    listedAt: p.datetime().nullable(),
    dueAt: p.datetime(),
    claim: p.integer().default(0),
    failures: p.integer().default(0),
  },
});

/** One run of a schedule. */
export class DataScheduleRun extends DataScheduleRunSchema.class {}
DataScheduleRunSchema.setClass(DataScheduleRun);
