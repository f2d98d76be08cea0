import {
  formatId,
  type OrderExport,
  type OrderExportAttempt,
  type OrderExporter,
  type OrderExportStatus,
} from '@commerce-integration/contract';
import type { ExporterSettings } from '@commerce-integration/contract/rules';
import type { Seen } from '../http/mock-call.ts';
import type { Kept, Owned } from '../store/mock-rows.ts';
import { getRow, type MockTables, notFound } from '../store/mock-tables.ts';

type Settable = 'partner_name' | 'format' | 'target' | 'batch';

export interface ExporterRow extends Kept<Omit<OrderExporter, Settable>> {
  settings: ExporterSettings;
  /** Names of further headers. */
  headers: readonly string[];
  files: number;
}

/** One order through one exporter. Its partner is that of the exporter. */
export interface ExportRow extends Owned {
  exporterId: number | null;
  orderId: number;
  /** The delivery whose state has set the flag; null for the order's. */
  deliveryId: number | null;
  flag: string;
  nextFlag: string | null;
  /** Whether the chain began because something was cancelled. */
  ofCancelled: boolean;
  /** The next flag of its exporter when it ended: the exporter may be deleted meanwhile. */
  keptNextFlag: string | null;
  /** Whether it waits until those before it for the same flag have ended. */
  isWaiting: boolean;
  status: OrderExportStatus;
  deliveryIds: OrderExport['delivery_ids'];
  attempts: Omit<OrderExportAttempt, 'flag_after'>[];
  error: string | null;
  reason: string | null;
  decidedBy: string | null;
  fileName: string | null;
  createdAt: string;
  endedAt: string | null;
}

export const exportersOf = (tables: MockTables) => tables.own<ExporterRow>('orderExporter');
export const exportsOf = (tables: MockTables) => tables.own<ExportRow>('orderExport');

/** @throws Problem `not_found` */
export function getExporter({ tables, caller }: Seen, id: string): ExporterRow {
  return getRow(exportersOf(tables), caller, id, notFound('Order exporter', id).message);
}

/** @throws Problem `not_found` */
export function getExport({ tables, caller }: Seen, id: string): ExportRow {
  return getRow(exportsOf(tables), caller, id, notFound('Order export', id).message);
}

/** An exporter as the API shows it. */
export function presentExporter(
  tables: MockTables,
  { partnerId, shown, settings, headers }: ExporterRow,
): OrderExporter {
  const { format, url, method, fileName, maxOrders, maxWaitSeconds } = settings;
  const { exporter_id, name, kind, when, ...rest } = shown;
  return {
    exporter_id,
    partner_name: partnerId === null ? null : tables.partnerName(partnerId),
    name,
    kind,
    when,
    format,
    target: {
      url,
      method,
      headers: Object.fromEntries(headers.map((header) => [header, '***'])),
      file_name: fileName,
    },
    ...rest,
    batch: { max_orders: maxOrders, max_wait_seconds: maxWaitSeconds },
  };
}

export function presentExport(tables: MockTables, row: ExportRow): OrderExport {
  const order = tables.orders.get(row.orderId);
  const partnerId = order?.partnerId ?? 0;
  return {
    order_export_id: formatId('orderExport', row.id),
    exporter_id: row.exporterId === null ? null : formatId('orderExporter', row.exporterId),
    order_id: formatId('order', row.orderId),
    partner_id: formatId('partner', partnerId),
    partner_name: tables.partnerName(partnerId),
    delivery_ids: row.deliveryIds,
    flag: row.flag,
    next_flag: row.nextFlag,
    status: row.status,
    attempt_count: row.attempts.length,
    error: row.error,
    reason: row.reason,
    decided_by: row.decidedBy,
    file_name: row.fileName,
    next_attempt_at: null,
    created_at: row.createdAt,
    ended_at: row.endedAt,
  };
}
