import type { OrderExporter } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import clsx from 'clsx';
import { ArrowRight } from 'lucide-react';
import { client } from '../api/client.ts';
import { Card } from '../ui/card.tsx';
import { chainOf } from './chain-of.ts';

/** The most exporters searched for a chain. */
const MOST_EXPORTERS = 2_000;

/** The chain that an exporter belongs to: the flags in order, each with the exporters that take it. */
export function ExporterChain({ exporter }: { exporter: OrderExporter }) {
  const { data } = useQuery({
    queryKey: ['orderExporters', 'chain'],
    queryFn: async ({ signal }) =>
      client.orderExporters.list({ limit: 100 }, { signal }).toArray({ limit: MOST_EXPORTERS }),
  });
  const links = chainOf(exporter, data ?? [exporter]);
  return (
    <Card title="Chain" hint="an order gets the next flag when all exporters of its flag have succeeded">
      <ol className="flex flex-wrap items-stretch gap-2">
        {links.map(({ flag, exporters }, at) => (
          <li key={flag} className="flex items-center gap-2">
            {at > 0 && <ArrowRight className="size-4 shrink-0 text-faint" aria-label="then" />}
            <div className="h-full min-w-40 rounded-md border border-line px-3 py-2">
              <p className="font-mono text-xs text-muted">{flag}</p>
              <ul className="mt-1 space-y-0.5 text-sm">
                {exporters.map(({ exporter_id, name }) => (
                  <li key={exporter_id}>
                    <Link
                      to={`/exporters/${exporter_id}`}
                      className={clsx('hover:underline', exporter_id === exporter.exporter_id && 'font-semibold')}
                    >
                      {name}
                    </Link>
                  </li>
                ))}
              </ul>
              {exporters.length === 0 && <p className="mt-1 text-sm text-muted">No exporter</p>}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
