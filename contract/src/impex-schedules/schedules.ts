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
      'The five fields of cron: minute, hour, day of the month, month, day of the week. Where both days are restricted, one of them is enough.',
    examples: ['0 6 * * mon-fri'],
  });

const timeZoneDescription = 'The zone whose clocks `cron` is about: a name of the IANA database.';

export const setScheduleSchema = fieldsOf({
  cron: cronSchema,
  timezone: z
    .string()
    .refine(isTimeZone, { error: 'timezone must be a name of the IANA database, such as Europe/Paris.' })
    .default('UTC')
    .meta({ description: timeZoneDescription, examples: ['Europe/Berlin'] }),
  source: setSourceSchema,
  paused: z.boolean().optional().meta({ description: 'Whether it rests; as before where it is left out.' }),
}).meta({ id: 'SetSchedule', examples: [SET_SCHEDULE_EXAMPLE] });
export type SetSchedule = z.infer<typeof setScheduleSchema>;

export const scheduleSchema = z
  .object({
    data_group_id: dataGroupIdSchema,
    partner_id: partnerIdSchema,
    partner_name: z.string(),
    cron: z.string().meta({ description: 'When it runs, in the five fields of cron.' }),
    timezone: z.string().meta({ description: timeZoneDescription }),
    source: sourceSchema.meta({ description: 'Where the files come from; of a group of exports, where they go.' }),
    paused_at: timeSchema.nullable().meta({ description: 'Since when it rests; null where it does not.' }),
    next_runs: z.array(timeSchema).meta({
      description: `The next ${LIMITS.shownNextRuns} times that it runs; none while it rests. A time that has passed is that of a run which starts now.`,
    }),
    last_runs: z.array(scheduleRunSchema).meta({ description: 'The last runs, newest first.' }),
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
      description: "A partner's key lists its own, the operator's those of all partners.",
      metadata: { ...read, reads: 'replica' },
      query: z.object({ partner_name: partnerNameFilter.optional(), ...pageQuery }),
      responses: { 200: listOf(scheduleSchema) },
    },
    getSchedule: {
      method: 'GET',
      path: '/data-groups/:data_group_id/schedule',
      summary: 'Get the schedule of a data group',
      description: 'With its next and its last runs.',
      metadata: read,
      pathParams: dataGroupPathSchema,
      responses: { 200: scheduleSchema, ...problems(404) },
    },
    setSchedule: {
      method: 'PUT',
      path: '/data-groups/:data_group_id/schedule',
      summary: 'Set the schedule of a data group: when it imports, and from where, or when it exports, and where to',
      description:
        'Replaces the one before. Files come from a folder of the bucket, where they are moved to an archive after their import, or from an HTTPS address, which is asked whether its file has changed. A group of exports writes its files into a folder, from which those of former runs are deleted after some days. A run that is under way goes on.',
      metadata: write,
      pathParams: dataGroupPathSchema,
      body: setScheduleSchema,
      responses: { 200: scheduleSchema, ...problems(404, 409, 413, 415, 422) },
    },
    deleteSchedule: {
      method: 'DELETE',
      path: '/data-groups/:data_group_id/schedule',
      summary: 'Delete the schedule of a data group',
      description: 'A run that is under way goes on to its end. The runs stay on the list for as long as others.',
      metadata: write,
      pathParams: dataGroupPathSchema,
      responses: { 204: c.noBody(), ...problems(404) },
    },
    pauseSchedule: {
      method: 'POST',
      path: '/data-groups/:data_group_id/pause',
      summary: 'Pause the schedule of a data group',
      description: 'No run starts by itself until it is resumed. A run that is under way goes on.',
      metadata: write,
      pathParams: dataGroupPathSchema,
      body: c.noBody(),
      responses: { 200: scheduleSchema, ...problems(404) },
    },
    resumeSchedule: {
      method: 'POST',
      path: '/data-groups/:data_group_id/resume',
      summary: 'Resume the schedule of a data group',
      description: 'Where times have passed meanwhile, one run starts at once, for all of them.',
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
        'Also while it is paused. A file at an HTTPS address is fetched whether it has changed or not. Refused while a run is under way; one that waits to be tried again, after a failure, is tried now.',
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
      description: `Each with what came of its files. They are kept for ${LIMITS.scheduleRunDays} days.`,
      metadata: { ...read, reads: 'replica' },
      pathParams: dataGroupPathSchema,
      query: z.object(pageQuery),
      responses: { 200: listOf(scheduleRunSchema), ...problems(404) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
