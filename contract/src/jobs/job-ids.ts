import { formatId, idNumber, type JobId } from '../shared/ids.ts';
import { JOB_TYPE_DECLARATIONS, JOB_TYPES, type JobType } from '../shared/job-types.ts';

/** The ID of a job, whose prefix stands for the type. */
export function formatJobId(jobType: JobType, number: number): JobId {
  return formatId(JOB_TYPE_DECLARATIONS[jobType].idKind, number) as JobId;
}

/** Type and number of a job, from its ID, which must have passed its schema. */
export function parseJobId(jobId: string): { jobType: JobType; number: number } {
  const jobType = JOB_TYPES.find((type) => jobId.startsWith(JOB_TYPE_DECLARATIONS[type].idPrefix));
  if (!jobType) throw new RangeError(`Not a job ID: ${jobId}`);
  return { jobType, number: idNumber(jobId) };
}
