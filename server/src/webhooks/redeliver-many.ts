import { idNumber, type RedeliveryFilter } from '@commerce-integration/contract';
import { noDeliveriesOfPartner, redeliveryWithoutPartner } from '@commerce-integration/contract/rules';
import { boundedCounts } from '../database/bounded-count.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { allOf } from '../database/sql.ts';
import { createJob } from '../jobs/create-job.ts';
import type { Job } from '../jobs/jobs.queries.ts';
import { getPartner } from '../partners/partners.queries.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { indexedConditions } from './deliveries.queries.ts';
import { assertEnabled } from './test-webhook.ts';
import { getWebhook } from './webhooks.queries.ts';

/**
 * Creates the job that sends a set of deliveries again.
 *
 * @throws Problem `not_found`, `webhook_disabled`; `validation_failed` where the subscription is for all partners and the
 *   filter names none
 */
export async function redeliverMany(em: UnitOfWork, queue: JobQueue, filter: RedeliveryFilter): Promise<Job> {
  const webhook = await getWebhook(em, filter.webhook_id);
  assertEnabled(webhook);
  const partner = filter.partner_id === undefined ? undefined : await getPartner(em, filter.partner_id);
  if (webhook.partnerId && partner && partner.id !== webhook.partnerId) throw noDeliveriesOfPartner(filter);
  const partnerId = webhook.partnerId ?? partner?.id ?? missingPartner();
  // How many the job reads, of which it may send few.
  const where = allOf(indexedConditions({ status: 'failed', ...filter }));
  const { all } = await boundedCounts(em, { all: { table: 'webhook_delivery', where } });
  const rows = all.precision === 'exact' ? all.value : undefined;
  const createdAt = new Date();
  // Tenancy: the job belongs to the partner of the subscription that the caller may see.
  const job = await createJob(
    em,
    { type: 'webhook_redelivery', partnerId, subjectId: idNumber(filter.webhook_id), createdAt, extent: { rows } },
    queue,
  );
  await sqlOf(em).query('insert into webhook_redelivery (job_id, filter, created_at) values ($1, $2, $3)', [
    job.id,
    JSON.stringify(filter),
    createdAt,
  ]);
  return job;
}

function missingPartner(): never {
  throw redeliveryWithoutPartner();
}
