import { z } from 'zod';
import { dataGroupPathSchema } from '../impex/groups.ts';
import { dataGroupIdSchema, partnerIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { fieldsOf, idempotencyHeaders, partnerNameFilter } from '../shared/request-schemas.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { timeSchema } from '../shared/time.ts';
import { isTimeZone } from '../shared/time-zone.ts';
import { readCron } from './cron.ts';
import { SCHEDULE_EXAMPLE, SET_SCHEDULE_EXAMPLE } from './examples.ts';
import { scheduleRunSchema } from './runs.ts';
import { setSourceSchema, sourceSchema } from './source.ts';

const cronSchema = z
  .string()
  .max(LIMITS.cronLength, { error: `cron is longer than ${LIMITS.cronLength} characters.`, abort: true })
  .trim()
  .superRefine((text, { addIssue }) => {
    const read = readCron(text);
    if (typeof read === 'string') addIssue({ code: 'custom', message: read });
  })
  .meta({
    description:
      'The five fields of cron: minute, hour, day of the month, month, day of the week. If both day fields are restricted, either may match.',
    examples: ['0 6 * * mon-fri'],
  });

const timeZoneDescription = 'The time zone of `cron`: a name of the IANA database.';

export const setScheduleSchema = fieldsOf({
  cron: cronSchema,
  timezone: z
    .string()
    .refine(isTimeZone, { error: 'timezone must be a name of the IANA database, such as Europe/Paris.' })
    .default('UTC')
    .meta({ description: timeZoneDescription, examples: ['Europe/Berlin'] }),
  source: setSourceSchema,
  paused: z.boolean().optional().meta({ description: 'Whether it is paused; unchanged if omitted.' }),
}).meta({ id: 'SetSchedule', examples: [SET_SCHEDULE_EXAMPLE] });
export type SetSchedule = z.infer<typeof setScheduleSchema>;

export const scheduleSchema = z
  .object({
    data_group_id: dataGroupIdSchema,
    partner_id: partnerIdSchema,
    partner_name: z.string(),
    cron: z.string().meta({ description: 'When it runs, in the five fields of cron.' }),
    timezone: z.string().meta({ description: timeZoneDescription }),
    source: sourceSchema.meta({ description: 'The source of the files; for an export group, their destination.' }),
    paused_at: timeSchema.nullable().meta({ description: 'Since when it is paused; null if it is not.' }),
    next_runs: z.array(timeSchema).meta({
      description: `The next ${LIMITS.shownNextRuns} run times; empty while it is paused. A time in the past belongs to a run that is starting now.`,
    }),
    last_runs: z.array(scheduleRunSchema).meta({ description: 'The latest runs, newest first.' }),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: 'Schedule', examples: [SCHEDULE_EXAMPLE] });
export type Schedule = z.infer<typeof scheduleSchema>;

const read = { access: 'impex:read' } as const;
const write = { access: 'impex:write' } as const;

export const schedulesContract = c.router(
  {
    listSchedules: {
      method: 'GET',
      path: '/schedules',
      summary: 'List schedules, newest data group first',
      description: "With a partner's key: its own; with the operator's key: those of all partners.",
      metadata: { ...read, reads: 'replica' },
      query: z.object({ partner_name: partnerNameFilter.optional(), ...pageQuery }),
      responses: { 200: listOf(scheduleSchema) },
    },
    getSchedule: {
      method: 'GET',
      path: '/data-groups/:data_group_id/schedule',
      summary: 'Get the schedule of a data group',
      description: 'Includes its next and latest runs.',
      metadata: read,
      pathParams: dataGroupPathSchema,
      responses: { 200: scheduleSchema, ...problems(404) },
    },
    setSchedule: {
      method: 'PUT',
      path: '/data-groups/:data_group_id/schedule',
      summary: 'Set the schedule of a data group',
      description:
        'Replaces the previous schedule. Files come from a folder of the bucket, where they are moved to an archive after the import, or from an HTTPS URL, where they are fetched only if they have changed. An export group writes its files to a folder, from which files of earlier runs are deleted after some days. A run in progress continues.',
      metadata: write,
      pathParams: dataGroupPathSchema,
      body: setScheduleSchema,
      responses: { 200: scheduleSchema, ...problems(404, 409, 413, 415, 422) },
    },
    deleteSchedule: {
      method: 'DELETE',
      path: '/data-groups/:data_group_id/schedule',
      summary: 'Delete the schedule of a data group',
      description: 'A run in progress continues to its end. Past runs stay on the list until they expire.',
      metadata: write,
      pathParams: dataGroupPathSchema,
      responses: { 204: c.noBody(), ...problems(404) },
    },
    pauseSchedule: {
      method: 'POST',
      path: '/data-groups/:data_group_id/pause',
      summary: 'Pause the schedule of a data group',
      description: 'No scheduled run starts until it is resumed. A run in progress continues.',
      metadata: write,
      pathParams: dataGroupPathSchema,
      body: c.noBody(),
      responses: { 200: scheduleSchema, ...problems(404) },
    },
    resumeSchedule: {
      method: 'POST',
      path: '/data-groups/:data_group_id/resume',
      summary: 'Resume the schedule of a data group',
      description: 'If run times were missed in the meantime, a single run starts immediately for all of them.',
      metadata: write,
      pathParams: dataGroupPathSchema,
      body: c.noBody(),
      responses: { 200: scheduleSchema, ...problems(404) },
    },
    runSchedule: {
      method: 'POST',
      path: '/data-groups/:data_group_id/run-now',
      summary: 'Run the schedule of a data group now',
      description:
        'Also works while the schedule is paused. A file at an HTTPS URL is fetched even if it has not changed. Rejected while a run is in progress; a run that is waiting for its next attempt is retried now.',
      metadata: write,
      headers: idempotencyHeaders,
      pathParams: dataGroupPathSchema,
      body: c.noBody(),
      responses: { 202: scheduleRunSchema, ...problems(404, 409, 422) },
    },
    listScheduleRuns: {
      method: 'GET',
      path: '/data-groups/:data_group_id/runs',
      summary: 'List the runs of the schedule of a data group, newest first',
      description: `Each run includes the outcome of its files. Runs are kept for ${LIMITS.scheduleRunDays} days.`,
      metadata: { ...read, reads: 'replica' },
      pathParams: dataGroupPathSchema,
      query: z.object(pageQuery),
      responses: { 200: listOf(scheduleRunSchema), ...problems(404) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
