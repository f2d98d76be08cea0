import type { ExporterKind, OrderExportFormat } from '@commerce-integration/contract';
import type { DescribedLayout } from '../../impex/used-descriptors.ts';

/** An exporter in the form that workers use. */
export interface ExporterRow {
  id: string;
  partner_id: string | null;
  kind: ExporterKind;
  format: OrderExportFormat | null;
  /** The data descriptor that defines its layout; null where it has a format. */
  descriptor_id: string | null;
  url: string | null;
  method: 'POST' | 'PUT' | null;
  headers: string | null;
  secret: string | null;
  file_name: string | null;
  max_orders: number;
  max_wait_seconds: number;
  retry_attempts: number;
  retry_first_seconds: number;
  retry_max_seconds: number;
  failure_count: number;
  circuit: 'closed' | 'open';
  next_number: string;
}

export const EXPORTER_COLUMNS = `id, partner_id, kind, format, descriptor_id, url, method, headers, secret, file_name, max_orders,
  max_wait_seconds, retry_attempts, retry_first_seconds, retry_max_seconds, failure_count, circuit, next_number`;

/** An order of a request or a file. */
export interface BatchMember {
  /** The number of the export. */
  readonly id: number;
  readonly orderId: number;
  readonly flag: string;
  /** The numbers of the exported deliveries. */
  readonly deliveryIds: readonly number[];
  /** Whether the order has other deliveries, which are left out. */
  readonly isPart: boolean;
  /** Attempts so far, including this one, and those since a call last requested it. */
  readonly attempt: number;
  readonly tries: number;
}

/** Orders that are sent together, claimed by this process. */
export interface ClaimedBatch {
  readonly id: number;
  readonly exporter: ExporterRow;
  /** The layout of a data descriptor, in the version of the request or file; null for another layout. */
  readonly layout: DescribedLayout | null;
  readonly number: number;
  readonly fileKey: string | null;
  /** Attempts so far, including this one. Identifies the claim. */
  readonly attempt: number;
  readonly members: readonly BatchMember[];
}
