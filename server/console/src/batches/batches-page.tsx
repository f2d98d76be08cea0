import type { Job, ListJobsFields } from '@commerce-integration/sdk';
import { Layers } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '../api/client.ts';
import { JOB_STATUS_FILTER } from '../jobs/job-queries.ts';
import { PARTNER_COLUMN } from '../partners/partner-column.tsx';
import { useCaller, useMay } from '../session/session.ts';
import { StatusBadge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { SINCE_CHOICES } from '../ui/choices.ts';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { formatNumber } from '../ui/format.ts';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePage } from '../ui/use-page.ts';
import { Time } from '../ui/values.tsx';
import { batchPathOf } from './batch-org.ts';

const SubmitBatchDialog = lazy(async () => ({
  default: (await import('./submit-batch-dialog.tsx')).SubmitBatchDialog,
}));

const FILTERS: readonly Filter[] = [
  JOB_STATUS_FILTER,
  { name: 'since', label: 'Created', kind: 'choice', choices: SINCE_CHOICES },
];
const PARTNER: Filter = { name: 'partner_name', label: 'Partner', kind: 'text' };

const COLUMNS: readonly Column<Job>[] = [
  { id: 'id', header: 'Batch', cell: ({ batch_id }) => <span className="font-mono text-xs">{batch_id}</span> },
  { id: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  {
    id: 'outcome',
    header: 'Outcome',
    grows: true,
    from: 'sm',
    cell: ({ error, message }) => (
      <span className={`block truncate ${error ? 'text-bad' : 'text-muted'}`} title={error ?? message}>
        {error ?? message}
      </span>
    ),
  },
  { id: 'succeeded', header: 'Succeeded', end: true, from: 'md', cell: (job) => counter(job, 'succeeded') },
  { id: 'failed', header: 'Failed', end: true, cell: (job) => counter(job, 'failed') },
  {
    id: 'created',
    header: 'Created',
    end: true,
    cell: ({ created_at }) => <Time at={created_at} className="text-muted" />,
  },
];

const OPERATORS_COLUMNS = COLUMNS.toSpliced(2, 0, PARTNER_COLUMN);

function counter({ result }: Job, name: 'succeeded' | 'failed') {
  if (!result || !('succeeded' in result)) return <span className="text-faint">–</span>;
  const count = result[name];
  return <span className={name === 'failed' && count > 0 ? 'text-bad' : ''}>{formatNumber(count)}</span>;
}

/** Batches of all organisations that the key may see, found through their jobs. */
export function BatchesPage() {
  const { kind } = useCaller();
  const may = useMay();
  const [submitting, setSubmitting] = useState(false);
  const page = usePage(['batches'], (fields: ListJobsFields, options) => client.jobs.list(fields, options), {
    job_type: 'operations_batch',
  });
  const submit = may('batches:write') && (
    <Button kind="primary" icon={<Layers className="size-4" aria-hidden />} onClick={() => setSubmitting(true)}>
      Submit a batch
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Batches"
        about="Many changes in one ZIP file, executed in order, each with its own result."
        actions={submit}
      />
      <FilterBar filters={kind === 'operator' ? [...FILTERS, PARTNER] : FILTERS} search={page.search} />
      <ListView
        label="Batches"
        page={page}
        columns={kind === 'operator' ? OPERATORS_COLUMNS : COLUMNS}
        rowKey={({ job_id }) => job_id}
        rowPath={batchPathOf}
        empty={
          <EmptyState
            title="No batches yet"
            action={submit}
            command="npx commerce batches submit product-updates operations.jsonl --partner-id PT00001"
          >
            A batch changes prices, availability or attributes of many products at once.
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {submitting && <SubmitBatchDialog open onClose={() => setSubmitting(false)} />}
      </Suspense>
    </>
  );
}
