import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
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
