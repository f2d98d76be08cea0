import type { JobType } from '@commerce-integration/contract';

/** What a job's messages call its work. */
const WORK_NAMES: Record<JobType, string> = {
  submission: 'Feed upload',
  validation: 'ETL processing',
  operations_batch: 'Operations batch',
};

/** The beginning of a job's message: `ETL processing` … */
export function workName({ jobType }: { jobType: JobType }): string {
  return WORK_NAMES[jobType];
}
