import { idNumber, Problem, type ReplayOrderExports } from '@commerce-integration/contract';
import { boundedCounts } from '../database/bounded-count.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { allOf } from '../database/sql.ts';
import { createJob } from '../jobs/create-job.ts';
import type { Job } from '../jobs/jobs.queries.ts';
import { getPartner } from '../partners/partners.queries.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { getOrderExporter } from './order-exporters.queries.ts';
import { exportConditions } from './order-exports.queries.ts';

/**
 * Creates the job that repeats a set of exports.
 *
 * @throws Problem `not_found`; `validation_failed` where the exporter is for all partners and the filter names none
 */
export async function replayExports(em: UnitOfWork, queue: JobQueue, filter: ReplayOrderExports): Promise<Job> {
  const exporter = await getOrderExporter(em, filter.exporter_id);
  const partner = filter.partner_id === undefined ? undefined : await getPartner(em, filter.partner_id);
  if (exporter.partnerId && partner && partner.id !== exporter.partnerId) {
    const message = `Order exporter ${filter.exporter_id} has no exports of partner ${filter.partner_id}.`;
    throw new Problem('not_found', message);
  }
  const partnerId = exporter.partnerId ?? partner?.id ?? missingPartner();
  const where = allOf(await exportConditions(sqlOf(em), filter));
  const { all } = await boundedCounts(em, { all: { table: 'order_export', where } });
  const rows = all.precision === 'exact' ? all.value : undefined;
  const createdAt = new Date();
  // Tenancy: the job belongs to the partner of the exporter that the caller may see.
  const job = await createJob(
    em,
    { type: 'order_export_replay', partnerId, subjectId: idNumber(filter.exporter_id), createdAt, extent: { rows } },
    queue,
  );
  await sqlOf(em).query('insert into order_export_replay (job_id, filter, created_at) values ($1, $2, $3)', [
    job.id,
    JSON.stringify(filter),
    createdAt,
  ]);
  return job;
}

function missingPartner(): never {
  const message = 'partner_id is required: the exporter is for all partners.';
  throw new Problem('validation_failed', message, { errors: [{ path: 'partner_id', code: 'invalid', message }] });
}
