import { z } from 'zod';
import { dataGroupIdSchema, jobIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { timeSchema } from '../shared/time.ts';
import { SCHEDULE_RUN_EXAMPLE } from './examples.ts';

export const SCHEDULE_RUN_STATUSES = ['running', 'completed', 'failed'] as const;
export type ScheduleRunStatus = (typeof SCHEDULE_RUN_STATUSES)[number];

/** The trigger of a run: its scheduled time, missed times, or a request. */
export const SCHEDULE_RUN_TRIGGERS = ['schedule', 'catch_up', 'request'] as const;
export type ScheduleRunTrigger = (typeof SCHEDULE_RUN_TRIGGERS)[number];

export const SCHEDULED_FILE_STATUSES = ['waiting', 'importing', 'imported', 'exported', 'failed'] as const;
export type ScheduledFileStatus = (typeof SCHEDULED_FILE_STATUSES)[number];

export const scheduledFileSchema = z
  .object({
    file_name: z.string(),
    status: z.enum(SCHEDULED_FILE_STATUSES).meta({
      description:
        'The file is waiting, being imported, imported, exported or failed. It is failed if its import failed, or not every file of an archive was imported.',
    }),
    job_id: jobIdSchema.nullable().meta({ description: 'The job of its import or export; null if there was none.' }),
    moved_to: z.string().nullable().meta({
      description: 'Its key in the bucket after the import or export; null for a file that was fetched from a URL.',
    }),
    error: z.string().nullable().meta({ description: 'Why it was not imported; null if it was.' }),
  })
  .meta({ id: 'ScheduledFile' });
export type ScheduledFile = z.infer<typeof scheduledFileSchema>;

export const scheduleRunSchema = z
  .object({
    data_group_id: dataGroupIdSchema,
    scheduled_at: timeSchema.meta({ description: 'The scheduled time of the run; a group has one run per time.' }),
    trigger: z.enum(SCHEDULE_RUN_TRIGGERS).meta({
      description:
        '`schedule`: a scheduled run. `catch_up`: a single run for all times missed during a pause or an outage. `request`: a manual run.',
    }),
    status: z.enum(SCHEDULE_RUN_STATUSES).meta({
      description: 'A run fails if its files cannot be read, or if one of them fails.',
    }),
    message: z.string().meta({ description: 'The outcome, as a message.' }),
    error: z.string().nullable().meta({ description: 'Why it failed or is retried; null otherwise.' }),
    started_at: timeSchema,
    ended_at: timeSchema.nullable().meta({ description: 'Null while it is running.' }),
    next_try_at: timeSchema.nullable().meta({
      description: 'When the unreachable source is retried; null otherwise.',
    }),
    file_count: z.int().min(0).meta({ description: 'The files of the run.' }),
    failed_count: z.int().min(0).meta({ description: 'Number of failures.' }),
    files: z.array(scheduledFileSchema).meta({
      description: `The files, failed ones first, then in import order; at most ${LIMITS.shownScheduledFiles}.`,
    }),
  })
  .meta({ id: 'ScheduleRun', examples: [SCHEDULE_RUN_EXAMPLE] });
export type ScheduleRun = z.infer<typeof scheduleRunSchema>;
