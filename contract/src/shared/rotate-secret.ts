import { z } from 'zod';
import { fieldsOf } from './request-schemas.ts';

const MOST_HOURS = 168;
const error = `old_valid_hours must be from 0 to ${MOST_HOURS}.`;

/** How a secret is replaced. */
export const rotateSecretSchema = fieldsOf({
  old_valid_hours: z
    .number()
    .min(0, { error })
    .max(MOST_HOURS, { error })
    .default(24)
    .meta({ description: 'Hours for which the old secret stays valid.' }),
}).meta({ examples: [{ old_valid_hours: 24 }] });

/** When the old secret ends, in milliseconds since 1970; null where it ends at once. */
export function endOfOldSecret(oldValidHours: number, now: number): number | null {
  return oldValidHours === 0 ? null : now + oldValidHours * 3_600_000;
}
