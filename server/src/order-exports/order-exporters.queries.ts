import type { ExporterKind, Page } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { findById, newestFirst } from '../database/read-entities.ts';
import { OrderExporter } from './order-exporter.entity.ts';

/**
 * @param mode `for update` to change or delete it: exports change its health concurrently
 * @throws Problem `not_found`, as for an exporter that is not the caller's
 */
export function getOrderExporter(em: UnitOfWork, exporterId: string, mode?: 'for update'): Promise<OrderExporter> {
  return findById(em, OrderExporter, 'Order exporter', exporterId, mode);
}

export interface ExporterListing {
  /** The partner's number. */
  partner?: number | undefined;
  flag?: string | undefined;
  kind?: ExporterKind | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Newest first. */
export function listOrderExporters(em: UnitOfWork, query: ExporterListing): Promise<Page<OrderExporter>> {
  const { partner: partnerId, flag, kind } = query;
  return newestFirst(em, OrderExporter, 'orderExporter', query, { partnerId, flag, kind });
}
