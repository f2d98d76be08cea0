import type { ApiKey, Partner } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { client } from '../api/client.ts';
import { StatusBadge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import type { Column } from '../ui/columns.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useAction } from '../ui/use-action.ts';
import { Time } from '../ui/values.tsx';
import { CreateKeyDialog } from './create-key-dialog.tsx';

const COLUMNS: readonly Column<ApiKey>[] = [
  {
    id: 'name',
    header: 'Key',
    grows: true,
    cell: ({ name, secret_hint }) => (
      <span className="block truncate">
        <span className="font-medium">{name}</span>{' '}
        <span className="ml-1 font-mono text-xs text-faint">…{secret_hint}</span>
      </span>
    ),
  },
  { id: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  {
    id: 'scopes',
    header: 'Scopes',
    from: 'md',
    cell: ({ scopes }) => <span title={scopes.join(', ')}>{scopes.length}</span>,
  },
  {
    id: 'created',
    header: 'Created',
    end: true,
    from: 'sm',
    cell: ({ created_at }) => <Time at={created_at} className="text-muted" />,
  },
  { id: 'actions', header: 'Actions', end: true, cell: (key) => key.status === 'live' && <RevokeKey apiKey={key} /> },
];

/** The keys of a partner: issued here, shown once, revoked at once. */
export function ApiKeys({ partner }: { partner: Partner }) {
  const [creating, setCreating] = useState(false);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['partners', partner.partner_id, 'keys'],
    queryFn: async ({ signal }) => client.partners.listApiKeys(partner.partner_id, { limit: 100 }, { signal }),
  });
  const create = (
    <Button size="sm" icon={<Plus className="size-3.5" aria-hidden />} onClick={() => setCreating(true)}>
      Issue a key
    </Button>
  );
  return (
    <Card title="API keys" actions={create} flush>
      {error && <ProblemView error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton className="m-4 h-16" />}
      {data && (
        <DataTable
          label="API keys"
          rows={data.items}
          columns={COLUMNS}
          rowKey={({ api_key_id }) => api_key_id}
          empty={<EmptyState title="No keys yet">Without a key the partner cannot call the API.</EmptyState>}
        />
      )}
      <CreateKeyDialog open={creating} onClose={() => setCreating(false)} partner={partner} />
    </Card>
  );
}

function RevokeKey({ apiKey: { api_key_id, partner_id, name } }: { apiKey: ApiKey }) {
  const revoke = useAction(() => client.partners.revokeApiKey(partner_id, api_key_id), {
    changes: ['partners'],
    done: `The key ${name} was revoked.`,
  });
  return (
    <ConfirmButton
      kind="danger"
      size="sm"
      busy={revoke.isPending}
      question={`Revoke the key ${name}?`}
      consequence="The next call with it is refused, and every session that was opened with it ends. It cannot be undone."
      verb="Revoke the key"
      onConfirm={() => revoke.mutate(undefined)}
    >
      Revoke
    </ConfirmButton>
  );
}
