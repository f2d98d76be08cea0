import { LIMITS } from '@commerce-integration/contract';
import type { JobClass } from '../queue/job-queue.ts';
import { type JobExtent, jobRules, type NewJob } from './define-job.ts';

/** Assumed compression ratio when judging the size of a compressed file. */
const UNPACKED = 10;

/** Whether a file, or a number of rows, is small. An unknown extent is not. */
export function isSmallExtent({ bytes, isCompressed, rows }: JobExtent): boolean {
  const isSmallFile = bytes !== undefined && bytes * (isCompressed ? UNPACKED : 1) <= LIMITS.smallJobBytes;
  return isSmallFile || (rows !== undefined && rows <= LIMITS.smallJobRows);
}

export function classOf({ type, extent }: NewJob): JobClass {
  return extent && jobRules(type).isSmall?.(extent) ? 'small' : 'large';
}
