import { z } from 'zod';
import { dataGroupIdSchema, jobIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { timeSchema } from '../shared/time.ts';
import { SCHEDULE_RUN_EXAMPLE } from './examples.ts';

export const SCHEDULE_RUN_STATUSES = ['running', 'completed', 'failed'] as const;
export type ScheduleRunStatus = (typeof SCHEDULE_RUN_STATUSES)[number];

/** What has started a run: its time had come; times had been missed; somebody asked for it. */
export const SCHEDULE_RUN_TRIGGERS = ['schedule', 'catch_up', 'request'] as const;
export type ScheduleRunTrigger = (typeof SCHEDULE_RUN_TRIGGERS)[number];

export const SCHEDULED_FILE_STATUSES = ['waiting', 'importing', 'imported', 'exported', 'failed'] as const;
export type ScheduledFileStatus = (typeof SCHEDULED_FILE_STATUSES)[number];

export const scheduledFileSchema = z
  .object({
    file_name: z.string(),
    status: z.enum(SCHEDULED_FILE_STATUSES).meta({
      description:
        'Waits for its import, is imported, was; was exported; or failed: the import did, or not every file of an archive was imported.',
    }),
    job_id: jobIdSchema.nullable().meta({ description: 'The job of its import or export; null where it had none.' }),
    moved_to: z.string().nullable().meta({
      description:
        'Its key in the bucket after its import or export; null for a file that was fetched from an address.',
    }),
    error: z.string().nullable().meta({ description: 'Why it was not imported; null where it was.' }),
  })
  .meta({ id: 'ScheduledFile' });
export type ScheduledFile = z.infer<typeof scheduledFileSchema>;

export const scheduleRunSchema = z
  .object({
    data_group_id: dataGroupIdSchema,
    scheduled_at: timeSchema.meta({ description: 'The time that it belongs to; a group has one run for each.' }),
    trigger: z.enum(SCHEDULE_RUN_TRIGGERS).meta({
      description:
        '`schedule`: its time had come. `catch_up`: times had passed, in a pause or an outage, and this run stands for all of them. `request`: it was asked for.',
    }),
    status: z.enum(SCHEDULE_RUN_STATUSES).meta({
      description: 'A run has failed where its files could not be had, or one of them failed.',
    }),
    message: z.string().meta({ description: 'What came of it, as a sentence.' }),
    error: z.string().nullable().meta({ description: 'Why it failed, or is tried again; null otherwise.' }),
    started_at: timeSchema,
    ended_at: timeSchema.nullable().meta({ description: 'Null while it is running.' }),
    next_try_at: timeSchema.nullable().meta({
      description: 'When the source is tried again that could not be reached; null otherwise.',
    }),
    file_count: z.int().min(0).meta({ description: 'The files that it has taken.' }),
    failed_count: z.int().min(0).meta({ description: 'Those that failed.' }),
    files: z.array(scheduledFileSchema).meta({
      description: `The files, failed ones first, then in the order of import; ${LIMITS.shownScheduledFiles} at most.`,
    }),
  })
  .meta({ id: 'ScheduleRun', examples: [SCHEDULE_RUN_EXAMPLE] });
export type ScheduleRun = z.infer<typeof scheduleRunSchema>;
