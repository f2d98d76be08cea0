import type { OrderExporter } from '@commerce-integration/sdk';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { client } from '../api/client.ts';
import { CopyId } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ExportList } from './export-list.tsx';
import { ExporterActions } from './exporter-actions.tsx';
import { ExporterChain } from './exporter-chain.tsx';
import { ExporterFacts, ExporterHealth } from './exporter-facts.tsx';
import { ExporterTrouble } from './exporter-trouble.tsx';

const exporterQuery = (exporterId: string) => ({
  queryKey: ['orderExporters', exporterId],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<OrderExporter> =>
    client.orderExporters.get(exporterId, { signal }),
});

export function ExporterPage() {
  const { exporterId = '' } = useParams({ strict: false });
  const { data: exporter } = useSuspenseQuery(exporterQuery(exporterId));
  return (
    <>
      <PageHeader
        title={exporter.name}
        beside={
          <>
            <ExporterHealth exporter={exporter} />
            <CopyId id={exporter.exporter_id} />
          </>
        }
        actions={<ExporterActions exporter={exporter} />}
      />
      <ExporterTrouble exporter={exporter} />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          <ExporterChain exporter={exporter} />
          <ExportList exporterId={exporterId} />
        </div>
        <ExporterFacts exporter={exporter} />
      </div>
    </>
  );
}
