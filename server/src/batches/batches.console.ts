import { type Attention, formatId } from '@commerce-integration/contract';
import { boundedCounts } from '../database/bounded-count.ts';
import { idSql } from '../database/json-sql.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sql } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';
import { ATTENTION_DAYS, done, failing, MOST_OF_A_KIND, type OverviewPart } from '../feature/overview-part.ts';
import type { Searchable } from '../feature/searchable.ts';
import { jobStatusSql } from '../jobs/jobs.queries.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** Operations batches, by their IDs, those of their uploads, and their names. */
export const batchSearch: Searchable = {
  type: 'operations_batch',
  access: 'batches:read',
  table: 'operations_batch',
  shown: {
    id: idSql('operationsBatch', 'id'),
    title: `coalesce(name, ${idSql('operationsBatch', 'id')})`,
    subtitle: `batch_type || ' · ' || ${partnerNameSql('operations_batch.partner_id')}`,
    status: jobStatusSql('operations_batch', 'operations_batch.id'),
  },
  ids: {
    operationsBatch: { field: 'batch_id', where: (number) => sql`id = ${number}` },
    batchUpload: { field: 'upload_id', where: (number) => sql`upload_id = ${number}` },
  },
  texts: { name: { column: 'name', index: 'lower' } },
};

/** Operations batches: how many were created, and which have failed operations. */
export const batchesOverview: OverviewPart = {
  stage: 'processing',
  access: 'batches:read',
  counts: async (em, { from, to }) => {
    const created = sql`created_at >= ${from} and created_at < ${to}`;
    const table = 'operations_batch';
    const { batches, failed } = await boundedCounts(em, {
      batches: { table, where: created },
      failed: { table, where: sql`failed > 0 and ${created}` },
    });
    return [
      done('batches', 'Operations batches', batches),
      failing('batches_with_failures', 'Batches with failed operations', failed, true),
    ];
  },
  attention: (em) => withFailures(em),
};

interface BatchRow {
  id: string;
  name: string | null;
  failed: number;
  total: number;
  partner_id: string;
  partner_name: string;
  created_at: Date;
}

/** Batches with failed operations that were not retried yet. */
async function withFailures(em: UnitOfWork): Promise<Attention[]> {
  const rows = await visibleRows<BatchRow>(em, {
    table: 'operations_batch',
    select: sql`id, name, failed, total, partner_id, created_at,
      ${sql.raw(partnerNameSql('operations_batch.partner_id'))} as partner_name`,
    where: [
      sql`failed > 0 and created_at > now() - make_interval(days => ${ATTENTION_DAYS})`,
      // Tenancy: a retry belongs to the partner of its batch.
      sql`not exists (select from operations_batch retry where retry.retry_of_id = operations_batch.id)`,
    ],
    orderBy: 'created_at desc',
    limit: MOST_OF_A_KIND,
  });
  return rows.map(({ id, name, failed, total, partner_id, partner_name, created_at }) => ({
    kind: 'batch_operations_failed',
    title: `${failed} of ${total} operations of batch ${name ?? formatId('operationsBatch', Number(id))} failed.`,
    detail: null,
    level: 'failing',
    subject: { type: 'operations_batch', id: formatId('operationsBatch', Number(id)) },
    partner_id: formatId('partner', Number(partner_id)),
    partner_name,
    since: new Date(created_at).toISOString(),
    action: 'retry_failed_operations',
    action_label: 'Retry failed operations',
  }));
}
