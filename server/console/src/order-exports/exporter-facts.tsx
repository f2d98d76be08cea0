import type { OrderExporter } from '@commerce-integration/sdk';
import { PartnerLink } from '../partners/partner-link.tsx';
import { StatusBadge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { CircuitBadge } from '../ui/circuit-badge.tsx';
import { Facts } from '../ui/facts.tsx';
import { formatCount, formatDuration, formatMoney, words } from '../ui/format.ts';
import { IdLink } from '../ui/link.tsx';
import { Time } from '../ui/values.tsx';
import { kindText } from './exporter-kinds.ts';

/** The settings of an exporter. */
export function ExporterFacts({ exporter }: { exporter: OrderExporter }) {
  const { kind, when, target, batch, retry, format, partner_name, priority, created_at, updated_at } = exporter;
  const headers = Object.keys(target.headers);
  return (
    <Card title="Details" className="self-start">
      <Facts
        facts={[
          ['Kind', kindText(kind)],
          ['Partner', <PartnerLink key="partner" id={when.partner_id} name={partner_name} />],
          when.sales_channel_id !== null && ['Sales channel', <IdLink key="channel" id={when.sales_channel_id} />],
          when.min_total !== null &&
            when.currency !== null && ['Orders from', formatMoney(when.min_total, when.currency)],
          when.min_total === null && when.currency !== null && ['Orders in', when.currency],
          target.url !== null && [
            target.method ?? 'POST',
            <span key="url" className="break-all">
              {target.url}
            </span>,
          ],
          target.file_name !== null && [
            'File name',
            <span key="file" className="font-mono text-xs break-all">
              {target.file_name}
            </span>,
          ],
          headers.length > 0 && ['Headers', headers.join(', ')],
          format !== null && ['Format', format.startsWith('DD') ? <IdLink key="format" id={format} /> : words(format)],
          ['Priority', priority],
          kind !== 'manual' && ['Together', `${formatCount(batch.max_orders, 'order')} at most`],
          kind !== 'manual' && ['Waits for others', formatDuration(batch.max_wait_seconds * 1_000)],
          kind !== 'manual' && ['Attempts', retry.attempts],
          ['Created', <Time key="created" at={created_at} />],
          ['Updated', <Time key="updated" at={updated_at} />],
        ]}
      />
    </Card>
  );
}

/** The health of an exporter in one badge. */
export function ExporterHealth({ exporter: { enabled, circuit, failure_count } }: { exporter: OrderExporter }) {
  if (!enabled) return <StatusBadge status="paused" />;
  return (
    <CircuitBadge circuit={circuit} failureCount={failure_count}>
      <StatusBadge status="active" />
    </CircuitBadge>
  );
}
