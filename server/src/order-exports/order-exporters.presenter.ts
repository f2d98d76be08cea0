import { formatId, type OrderExporter as OrderExporterShape } from '@commerce-integration/contract';
import type { ExporterRetry } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { partnerNames } from '../partners/partners.queries.ts';
import type { OrderExporter } from './order-exporter.entity.ts';
import { formatOf } from './stored-settings.ts';

const MASK = '***';

/** Exporters as the API shows them, with the names of their partners. */
export async function presentOrderExporters(
  em: UnitOfWork,
  exporters: readonly OrderExporter[],
): Promise<OrderExporterShape[]> {
  const names = await partnerNames(
    em,
    exporters.flatMap(({ partnerId }) => partnerId ?? []),
  );
  return exporters.map((exporter) => present(exporter, names));
}

export async function presentOrderExporter(em: UnitOfWork, exporter: OrderExporter): Promise<OrderExporterShape> {
  const [shown] = await presentOrderExporters(em, [exporter]);
  return shown as OrderExporterShape;
}

function present(exporter: OrderExporter, names: ReadonlyMap<number, string>): OrderExporterShape {
  const { id, partnerId, salesChannelId, minTotal, url, method, headerNames, fileName } = exporter;
  return {
    exporter_id: formatId('orderExporter', id),
    partner_name: partnerId ? (names.get(partnerId) ?? null) : null,
    name: exporter.name,
    kind: exporter.kind,
    when: {
      flag: exporter.flag,
      partner_id: partnerId ? formatId('partner', partnerId) : null,
      sales_channel_id: salesChannelId ? formatId('salesChannel', salesChannelId) : null,
      min_total: minTotal == null ? null : Number(minTotal),
      currency: exporter.currency ?? null,
    },
    format: formatOf(exporter),
    target: {
      url: url ?? null,
      method: method ?? null,
      headers: Object.fromEntries(headerNames.map((name) => [name, MASK])),
      file_name: fileName ?? null,
    },
    priority: exporter.priority,
    next_flag: exporter.nextFlag ?? null,
    batch: { max_orders: exporter.maxOrders, max_wait_seconds: exporter.maxWaitSeconds },
    retry: presentRetry(exporter),
    enabled: exporter.enabled,
    ...healthOf(exporter),
    created_at: exporter.createdAt.toISOString(),
    updated_at: exporter.updatedAt.toISOString(),
  };
}

/** The retry settings. */
export function presentRetry({ retryAttempts, retryFirstSeconds, retryMaxSeconds }: OrderExporter): ExporterRetry {
  return {
    attempts: retryAttempts,
    first_delay_seconds: retryFirstSeconds,
    max_delay_seconds: retryMaxSeconds,
  };
}

function healthOf({ circuit, failureCount, failingSince, lastError, heldUntil }: OrderExporter) {
  const isHeld = failureCount > 0 && heldUntil != null && heldUntil > new Date();
  return {
    circuit,
    failure_count: failureCount,
    failing_since: failingSince?.toISOString() ?? null,
    last_error: lastError ?? null,
    next_probe_at: isHeld ? heldUntil.toISOString() : null,
  };
}
