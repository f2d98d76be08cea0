import { z } from 'zod';
import { defineEvent } from '../shared/define-event.ts';
import { jobIdSchema } from '../shared/ids.ts';
import { JOB_TYPES } from '../shared/job-types.ts';
import { jobSubjectFields } from './job-subjects.ts';
import { jobSchema } from './jobs.ts';

const endedJob = z.object({
  job_id: jobIdSchema,
  job_type: z.enum(JOB_TYPES),
  message: z.string(),
  ...jobSubjectFields,
});
const example = { job_id: 'JV00001', job_type: 'validation', feed_id: 'FD00001' } as const;

const jobCompleted = defineEvent('job.completed', {
  about: 'A job has completed.',
  subject: ({ job_id }) => job_id,
  data: endedJob.extend({ status: z.literal('completed'), result: jobSchema.shape.result }),
  example: {
    ...example,
    status: 'completed',
    message: 'ETL processing completed. Products processed: 1. Inserted: 1. Updated: 0. Unchanged: 0. Skipped: 0.',
    result: { processed: 1, inserted: 1, updated: 0, unchanged: 0, skipped: 0, duplicates: 0, removed: 0 },
  },
});

const jobFailed = defineEvent('job.failed', {
  about: 'A job has failed and is not retried automatically.',
  subject: ({ job_id }) => job_id,
  data: endedJob.extend({ status: z.literal('failed'), error: z.string().meta({ description: 'The cause.' }) }),
  example: {
    ...example,
    status: 'failed',
    message: 'ETL processing failed: the file is empty.',
    error: 'the file is empty.',
  },
});

const jobCancelled = defineEvent('job.cancelled', {
  about: 'A job was cancelled, before it started or at a safe point.',
  subject: ({ job_id }) => job_id,
  data: endedJob.extend({ status: z.literal('cancelled') }),
  example: { ...example, status: 'cancelled', message: 'ETL processing cancelled.' },
});

export const JOB_EVENTS = [jobCompleted, jobFailed, jobCancelled] as const;
