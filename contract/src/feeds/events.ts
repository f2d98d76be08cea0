import { z } from 'zod';
import { defineEvent } from '../shared/define-event.ts';
import { FEED_ACCEPTED_EXAMPLE, JOB_EXAMPLE } from '../shared/examples.ts';
import { feedIdSchema, validationJobIdSchema } from '../shared/ids.ts';
import { loadResultSchema } from '../shared/job-results.ts';
import { feedAcceptedSchema } from './feeds.ts';

const loadedFeed = z.object({
  feed_id: feedIdSchema,
  job_id: validationJobIdSchema,
  message: z.string(),
  validate_only: z.boolean().meta({ description: 'The load wrote nothing.' }),
});

const feedUploaded = defineEvent('feed.uploaded', {
  about: 'A feed file was uploaded and stored. It is loaded when its validation job is run.',
  subject: ({ feed_id }) => feed_id,
  data: feedAcceptedSchema,
  example: { ...FEED_ACCEPTED_EXAMPLE, status: 'uploaded' },
});

const feedValidationCompleted = defineEvent('feed.validation.completed', {
  about: 'A feed was validated and loaded into the catalogue.',
  subject: ({ feed_id }) => feed_id,
  data: loadedFeed.extend({
    result: loadResultSchema,
    valid_records: z.int().meta({ description: 'Data rows of the file.' }),
    invalid_records: z.int().meta({ description: 'Rejected rows, and rows whose SKU a later row repeats.' }),
  }),
  example: {
    feed_id: 'FD00001',
    job_id: 'JV00001',
    message: JOB_EXAMPLE.message,
    validate_only: false,
    result: JOB_EXAMPLE.result,
    valid_records: 13,
    invalid_records: 0,
  },
});

const feedValidationFailed = defineEvent('feed.validation.failed', {
  about: 'A feed could not be loaded; the catalogue has not changed.',
  subject: ({ feed_id }) => feed_id,
  data: loadedFeed.extend({ error_message: z.string().meta({ description: 'The cause.' }) }),
  example: {
    feed_id: 'FD00001',
    job_id: 'JV00001',
    message: 'ETL processing failed: the file is empty.',
    validate_only: false,
    error_message: 'the file is empty.',
  },
});

export const FEED_EVENTS = [feedUploaded, feedValidationCompleted, feedValidationFailed] as const;
