import { oneOf } from '../shared/request-schemas.ts';
import { AVAILABILITIES } from './availability.ts';

export const availabilitySchema = oneOf('availability', AVAILABILITIES);
