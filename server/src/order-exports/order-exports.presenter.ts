import { formatId, type OrderExport, type OrderExportDetail } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { fileNameOf } from './export-files.ts';
import { attemptsOf, type OrderExportRow } from './order-exports.queries.ts';

/** How long the link to a file is good for. */
const FILE_URL_SECONDS = 3_600;

export function presentOrderExport(row: OrderExportRow): OrderExport {
  const { exporter_id: exporter, due_at: due, status } = row;
  const isDue = status === 'queued' || status === 'failed';
  return {
    order_export_id: formatId('orderExport', Number(row.id)),
    exporter_id: exporter === null ? null : formatId('orderExporter', Number(exporter)),
    order_id: formatId('order', Number(row.order_id)),
    partner_id: formatId('partner', Number(row.order_partner_id)),
    partner_name: row.order_partner_name,
    delivery_ids: row.delivery_ids.map((id) => formatId('delivery', Number(id))),
    flag: row.flag,
    next_flag: row.next_flag,
    status,
    attempt_count: row.attempts,
    error: row.error,
    reason: row.reason,
    decided_by: row.decided_by,
    file_name: row.file_key === null ? null : fileNameOf(row.file_key),
    next_attempt_at: isDue && due !== null ? new Date(due).toISOString() : null,
    created_at: new Date(row.created_at).toISOString(),
    ended_at: row.ended_at === null ? null : new Date(row.ended_at).toISOString(),
  };
}

/** An export with its attempts and a link to its file. */
export async function presentOrderExportDetail(
  em: UnitOfWork,
  store: ObjectStore,
  row: OrderExportRow,
): Promise<OrderExportDetail> {
  const { file_key: key, status } = row;
  const isWritten = key !== null && status === 'completed';
  return {
    ...presentOrderExport(row),
    file_url: isWritten ? await store.presignGet(key, fileNameOf(key), FILE_URL_SECONDS) : null,
    attempts: await attemptsOf(em, row),
  };
}
