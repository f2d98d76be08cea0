import {
  type BatchType,
  idNumber,
  isTerminal,
  type JobStatus,
  type OperationsBatch as OperationsBatchShape,
  type Page,
  Problem,
} from '@commerce-integration/contract';
import { assertOwnOrganisation } from '@commerce-integration/contract/rules';
import { raw } from '@mikro-orm/postgresql';
import { CLOCKS_DIFFER_HOURS, type CreatedRange, createdWithin } from '../database/created-range.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { newestFirst } from '../database/read-entities.ts';
import { type Job, jobStatusSql, jobsOf, subjectsOfJobs } from '../jobs/jobs.queries.ts';
import type { KeyPartner } from '../partners/acting-partner.ts';
import { getPartner, type Partner, partnerNames } from '../partners/partners.queries.ts';
import { presentBatch } from './batches.presenter.ts';
import { OperationsBatch } from './operations-batch.entity.ts';

/** The IDs of an organisation and its batch, from the path. */
export interface BatchPath {
  org_id: string;
  batch_id: string;
}

/** @throws Problem as `organisationOf` does; `not_found` for the batch, also for another organisation's */
export async function getBatch(em: UnitOfWork, caller: KeyPartner, path: BatchPath): Promise<OperationsBatch> {
  const partner = await organisationOf(em, caller, path.org_id);
  const batch = await em.findOne(OperationsBatch, { id: idNumber(path.batch_id), partnerId: partner.id });
  if (!batch) throw new Problem('not_found', `Operations batch ${path.batch_id} not found.`);
  return batch;
}

export async function jobOfBatch(em: UnitOfWork, batch: OperationsBatch): Promise<Job> {
  const job = (await jobsOf(em, 'operations_batch', [batch.id])).get(batch.id)?.operations_batch;
  if (!job) throw new Error(`Batch ${batch.id} has no job`);
  return job;
}

/** @throws Problem as `getBatch` does */
export async function showBatch(em: UnitOfWork, caller: KeyPartner, path: BatchPath): Promise<OperationsBatchShape> {
  const [shown] = await showBatches(em, [await getBatch(em, caller, path)]);
  return shown as OperationsBatchShape;
}

async function showBatches(em: UnitOfWork, batches: readonly OperationsBatch[]): Promise<OperationsBatchShape[]> {
  const jobs = await jobsOf(
    em,
    'operations_batch',
    batches.map(({ id }) => id),
  );
  const jobOf = ({ id }: OperationsBatch) => jobs.get(id)?.operations_batch as Job;
  // A batch may end between the two reads: the counters of ended ones are read again, so that they are final.
  const ended = batches.filter((batch) => isTerminal(jobOf(batch).status)).map(({ id }) => id);
  if (ended.length > 0) await em.find(OperationsBatch, { id: { $in: ended } }, { refresh: true });
  const names = await partnerNames(
    em,
    batches.map(({ partnerId }) => partnerId),
  );
  return batches.map((batch) => presentBatch(batch, names.get(batch.partnerId) ?? '', jobOf(batch)));
}

const NUMBERED = { name: 'operations_batch', marginHours: CLOCKS_DIFFER_HOURS };

export interface ListBatchesQuery extends CreatedRange {
  batch_type?: BatchType | undefined;
  status?: JobStatus | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Nearly all batches complete, and the newest of those are found by a scan. The others are found by their jobs. */
function hasStatus(status: JobStatus | undefined, partnerId: number) {
  if (status === undefined) return {};
  if (status === 'completed') return { [raw((alias) => jobStatusSql('operations_batch', `${alias}.id`))]: status };
  const { text, values } = subjectsOfJobs('operations_batch', { status, partnerId });
  return { [raw((alias) => `${alias}.id in ${text}`, values)]: [] };
}

/** Newest first. @throws Problem as `organisationOf` does */
export async function listBatches(
  em: UnitOfWork,
  caller: KeyPartner,
  orgId: string,
  query: ListBatchesQuery,
): Promise<Page<OperationsBatchShape>> {
  const partner = await organisationOf(em, caller, orgId);
  const created = await createdWithin(sqlOf(em), NUMBERED, query);
  const page = await newestFirst(em, OperationsBatch, 'operationsBatch', query, {
    partnerId: partner.id,
    batchType: query.batch_type,
    $and: [hasStatus(query.status, partner.id), ...created],
  });
  return { ...page, items: await showBatches(em, page.items) };
}

/**
 * The organisation (a partner) that a path names.
 *
 * @throws Problem `forbidden` for another one than the key's, `not_found`
 */
async function organisationOf(em: UnitOfWork, caller: KeyPartner, orgId: string): Promise<Partner> {
  assertOwnOrganisation(caller, orgId);
  return getPartner(em, orgId);
}
