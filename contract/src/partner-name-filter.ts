import { LIMITS } from './limits.ts';
import { lineSchema } from './line-schema.ts';

/** The name of a partner that is looked for, whatever its letter case. */
export const partnerNameFilter = lineSchema('partner_name', LIMITS.partnerNameLength);
