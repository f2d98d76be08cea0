import { z } from 'zod';
import { AVAILABILITIES } from './availability.ts';

export const availabilitySchema = z.enum(AVAILABILITIES, {
  error: `Invalid availability value. Allowed values: ${AVAILABILITIES.join(', ')}`,
});
