import type { OrderExportAttempt, OrderExportDetail } from '@commerce-integration/sdk';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { client } from '../api/client.ts';
import { pollInterval } from '../api/query-client.ts';
import { PartnerLink } from '../partners/partner-link.tsx';
import { StatusBadge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { Facts } from '../ui/facts.tsx';
import { formatCount, formatDuration } from '../ui/format.ts';
import { CopyId, IdLink } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Time } from '../ui/values.tsx';
import { ExportActions } from './export-actions.tsx';

/** The polling interval of an export in progress. */
const LOOK_MS = 2_000;

/** Whether it may change at any moment; one that waits for a person or for its next attempt does not. */
function isUnderWay(found: OrderExportDetail | undefined): boolean {
  return found?.status === 'running' || Date.parse(found?.next_attempt_at ?? '') < Date.now() + LOOK_MS;
}

export function ExportPage() {
  const { exportId = '' } = useParams({ strict: false });
  const { data: found } = useSuspenseQuery({
    queryKey: ['orderExports', exportId],
    queryFn: async ({ signal }) => client.orderExports.get(exportId, { signal }),
    refetchInterval: (query) => (isUnderWay(query.state.data) ? LOOK_MS : pollInterval(query)),
  });
  return (
    <>
      <PageHeader
        title={`${found.order_id} for ${found.flag}`}
        beside={
          <>
            <StatusBadge status={found.status} />
            <CopyId id={found.order_export_id} />
          </>
        }
        actions={<ExportActions export_={found} />}
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card title="Attempts" hint={formatCount(found.attempt_count, 'attempt')} flush className="self-start">
          {found.attempts.length === 0 ? (
            <p className="p-4 text-sm text-muted">No attempts yet.</p>
          ) : (
            <ol className="divide-y divide-line">
              {found.attempts.toReversed().map((attempt) => (
                <AttemptRow key={attempt.attempt} attempt={attempt} />
              ))}
            </ol>
          )}
        </Card>
        <ExportFacts found={found} />
      </div>
    </>
  );
}

function AttemptRow({ attempt }: { attempt: OrderExportAttempt }) {
  const { error, response_code, response_body, duration_ms, orders, at } = attempt;
  return (
    <li className="space-y-1.5 px-4 py-3 text-sm">
      <p className="flex flex-wrap gap-x-3 gap-y-1">
        <span className={error ? 'text-bad' : 'text-ok'}>{error ?? 'Succeeded'}</span>
        {response_code !== null && <span className="text-muted">answered {response_code}</span>}
        <span className="text-muted">{formatCount(orders, 'order')}</span>
        <span className="ml-auto flex gap-3 text-xs leading-5 text-muted">
          {formatDuration(duration_ms)} <Time at={at} />
        </span>
      </p>
      {response_body && (
        <pre className="max-h-48 overflow-auto rounded-md bg-hover p-2.5 font-mono text-xs whitespace-pre-wrap">
          {response_body}
        </pre>
      )}
    </li>
  );
}

function FileLink({ found: { file_url, file_name } }: { found: OrderExportDetail }) {
  if (file_url === null) return file_name ?? '–';
  return (
    <a href={file_url} className="text-accent underline">
      {file_name}
    </a>
  );
}

function ExportFacts({ found }: { found: OrderExportDetail }) {
  return (
    <Card title="Details" className="self-start">
      <Facts
        facts={[
          ['Order', <IdLink key="order" id={found.order_id} />],
          ['Partner', <PartnerLink key="partner" id={found.partner_id} name={found.partner_name} />],
          ['Exporter', <IdLink key="exporter" id={found.exporter_id} />],
          ['Flag', found.flag],
          ['Next flag', found.next_flag],
          ['File', <FileLink key="file" found={found} />],
          ['Problem', found.error],
          ['Reason', found.reason],
          ['Decided by', found.decided_by],
          ['Next attempt', <Time key="next" at={found.next_attempt_at} />],
          ['Created', <Time key="created" at={found.created_at} />],
        ]}
      />
    </Card>
  );
}
