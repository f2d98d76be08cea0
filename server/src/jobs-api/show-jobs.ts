import type { Job as JobShape } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { presentJob } from '../jobs/jobs.presenter.ts';
import type { Job } from '../jobs/jobs.queries.ts';
import type { QueuePlace } from '../jobs/queue-place.ts';
import { partnerNames } from '../partners/partners.queries.ts';

/** Jobs in the contract's shape, with the names of their partners. */
export async function showJobs(em: UnitOfWork, jobs: readonly Job[]): Promise<JobShape[]> {
  const names = await namesOf(em, jobs);
  return jobs.map((job) => presentJob(job, names.get(job.partnerId) ?? ''));
}

/** Like {@link showJobs}, for one job. @param place only for a queued job */
export async function showJob(em: UnitOfWork, job: Job, place?: QueuePlace): Promise<JobShape> {
  const names = await namesOf(em, [job]);
  return presentJob(job, names.get(job.partnerId) ?? '', place);
}

function namesOf(em: UnitOfWork, jobs: readonly Job[]): Promise<Map<number, string>> {
  return partnerNames(
    em,
    jobs.map(({ partnerId }) => partnerId),
  );
}
