import { JOB_TYPE_DECLARATIONS, type JobType } from '../shared/job-types.ts';
import { Problem } from '../shared/problem.ts';

/** @throws Problem `job_not_runnable` for a job that runs by itself, once */
export function assertRunsOnRequest(jobType: JobType): void {
  if (JOB_TYPE_DECLARATIONS[jobType].runsOnRequest) return;
  const nouns = Object.values(JOB_TYPE_DECLARATIONS).flatMap((one) => (one.runsOnRequest ? [`${one.noun}s`] : []));
  throw new Problem('job_not_runnable', `Only ${nouns.join(' and ')} can be run`);
}
