import { type ExportDataGroup, type Job as JobShape, Problem } from '@commerce-integration/contract';
import { exportProblem } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { assertDirection, getGroup } from '../impex/groups.queries.ts';
import { usedDescriptors } from '../impex/used-descriptors.ts';
import { createJob } from '../jobs/create-job.ts';
import { showJob } from '../jobs-api/show-jobs.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { DataExport } from './data-export.entity.ts';

/**
 * Creates an export of a group with its current descriptors, and queues the job.
 *
 * @throws Problem `not_found`; `conflict` for a group of imports; `validation_failed`
 */
export async function requestExport(
  em: UnitOfWork,
  queue: JobQueue,
  groupId: string,
  settings: ExportDataGroup,
): Promise<JobShape> {
  // Locked, so that the group cannot be deleted before its job exists.
  const group = await getGroup(em, groupId, 'for update');
  assertDirection(group, 'export');
  const descriptors = await usedDescriptors(em, group);
  const definitions = descriptors.map(({ definition }) => definition);
  const problem = exportProblem(definitions, settings);
  if (problem) {
    throw new Problem('validation_failed', problem.message, { errors: [{ ...problem, code: 'invalid_value' }] });
  }
  const createdAt = new Date();
  const about = { partnerId: group.partnerId, subjectId: group.id, createdAt };
  const job = await createJob(em, { type: 'export', ...about }, queue);
  em.create(DataExport, {
    partnerId: group.partnerId,
    groupId: group.id,
    jobId: job.id,
    descriptors: descriptors.map(({ id, version }) => ({ id, version })),
    settings,
    createdAt,
  });
  await em.flush();
  return showJob(em, job);
}
