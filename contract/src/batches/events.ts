import { z } from 'zod';
import { defineEvent } from '../shared/define-event.ts';
import { operationsBatchIdSchema, operationsBatchJobIdSchema } from '../shared/ids.ts';
import { batchResultSchema } from '../shared/job-results.ts';
import { batchTypeSchema } from './batches.ts';

const operationsBatchCompleted = defineEvent('operations_batch.completed', {
  about: 'An operations batch has ended, whether it was executed or could not be.',
  subject: ({ batch_id }) => batch_id,
  data: z.object({
    batch_id: operationsBatchIdSchema,
    job_id: operationsBatchJobIdSchema,
    batch_type: batchTypeSchema,
    status: z.enum(['completed', 'failed']),
    message: z.string(),
    result: batchResultSchema,
  }),
  example: {
    batch_id: 'OB00001',
    job_id: 'JB00001',
    batch_type: 'valid-from-price-updates',
    status: 'completed',
    message: 'Operations batch completed. Operations: 2. Succeeded: 2. Failed: 0. Skipped: 0.',
    result: { total: 2, succeeded: 2, failed: 0, skipped: 0 },
  },
});

export const BATCH_EVENTS = [operationsBatchCompleted] as const;
