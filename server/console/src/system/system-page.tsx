import type { Limit } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { useCaller } from '../session/session.ts';
import { StatusBadge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import type { Column } from '../ui/columns.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Facts } from '../ui/facts.tsx';
import { formatBytes, formatNumber, words } from '../ui/format.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { SystemLinks } from './system-links.tsx';

const LIMIT_COLUMNS: readonly Column<Limit>[] = [
  {
    id: 'name',
    header: 'Limit',
    grows: true,
    cell: ({ name, description }) => (
      <>
        <span className="block">{words(name)}</span>
        <span className="block text-xs text-muted">{description}</span>
      </>
    ),
  },
  {
    id: 'value',
    header: 'Value',
    end: true,
    cell: ({ value, unit }) => (unit === 'bytes' ? formatBytes(value) : `${formatNumber(value)} ${unit}`),
  },
];

export function SystemPage() {
  return (
    <>
      <PageHeader title="System" about="The server itself: its parts, its limits, and where its documentation is." />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Limits />
        <div className="space-y-4 max-lg:order-first">
          <Health />
          <SystemLinks />
          <Caller />
        </div>
      </div>
    </>
  );
}

function Health() {
  const { data, error, refetch } = useQuery({
    queryKey: ['overview', 'components'],
    queryFn: async ({ signal }) => client.service.ready({ signal }),
  });
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-32" />;
  const { status, ...parts } = data;
  return (
    <Card title="Health" actions={<StatusBadge status={status} />}>
      <Facts
        facts={Object.entries(parts).flatMap(([name, state]) =>
          state === undefined ? [] : [[words(name), <StatusBadge key={name} status={state} />] as const],
        )}
      />
    </Card>
  );
}

function Limits() {
  const { data, error, refetch } = useQuery({
    queryKey: ['limits'],
    queryFn: async ({ signal }) => client.service.limits({ signal }),
    refetchInterval: false,
  });
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-96" />;
  return (
    <Card title="Limits" hint="and how long things are kept" flush>
      <DataTable
        label="Limits"
        rows={data.limits}
        columns={LIMIT_COLUMNS}
        rowKey={({ name, description }) => `${name} ${description}`}
      />
    </Card>
  );
}

/** The owner and scopes of the signed-in key. */
function Caller() {
  const { kind, key, scopes, partner } = useCaller();
  return (
    <Card title="Your key">
      <Facts
        facts={[
          ['Owner', kind === 'operator' ? 'Operator' : partner?.partner_name],
          ['Key', `${key.name} (…${key.secret_hint})`],
          ['Scopes', kind === 'operator' ? 'All' : scopes.join(', ')],
        ]}
      />
    </Card>
  );
}
