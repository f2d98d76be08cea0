import { z } from 'zod';
import { LIMITS } from './limits.ts';

/** The header that makes a creating call safe to repeat. */
export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .min(1, { error: 'Idempotency-Key must not be empty.' })
    .max(LIMITS.idempotencyKeyLength, {
      error: `Idempotency-Key is longer than ${LIMITS.idempotencyKeyLength} characters.`,
    })
    .optional()
    .meta({ description: 'Makes the call safe to repeat: the same key and body get the first outcome for 24 hours.' }),
});
