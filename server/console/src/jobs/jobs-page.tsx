import { JOB_TYPES } from 'virtual:contract-lists';
import type { Job, ListJobsFields } from '@commerce-integration/sdk';
import { client } from '../api/client.ts';
import { PARTNER_COLUMN } from '../partners/partner-column.tsx';
import { useCaller } from '../session/session.ts';
import { StatusBadge } from '../ui/badge.tsx';
import { choicesOf, SINCE_CHOICES } from '../ui/choices.ts';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { formatDuration, words } from '../ui/format.ts';
import { IdLink } from '../ui/link.tsx';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { useNow } from '../ui/use-now.ts';
import { usePage } from '../ui/use-page.ts';
import { Time } from '../ui/values.tsx';
import { durationOf, JOB_STATUS_FILTER } from './job-queries.ts';
import { JobSetActions } from './job-set-actions.tsx';

const FILTERS: readonly Filter[] = [
  JOB_STATUS_FILTER,
  { name: 'job_type', label: 'Type', kind: 'choice', choices: choicesOf(JOB_TYPES) },
  { name: 'since', label: 'Created', kind: 'choice', choices: SINCE_CHOICES },
];
const PARTNER: Filter = { name: 'partner_name', label: 'Partner', kind: 'text' };

/** The subject of a job. */
function workedOn({ feed_id, batch_id, webhook_id, data_group_id, exporter_id, undone_job_id }: Job) {
  return feed_id ?? batch_id ?? webhook_id ?? data_group_id ?? exporter_id ?? undone_job_id;
}

const COLUMNS: readonly Column<Job>[] = [
  { id: 'id', header: 'Job', cell: ({ job_id }) => <span className="font-mono text-xs">{job_id}</span> },
  { id: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  { id: 'type', header: 'Type', from: 'lg', cell: ({ job_type }) => words(job_type) },
  {
    id: 'subject',
    header: 'Works on',
    from: 'md',
    cell: (job) => <IdLink id={workedOn(job)} partnerId={job.partner_id} />,
  },
  {
    id: 'message',
    header: 'Outcome',
    grows: true,
    from: 'sm',
    cell: ({ error, message }) => (
      <span className={`block truncate ${error ? 'text-bad' : 'text-muted'}`} title={error ?? message}>
        {error ?? message}
      </span>
    ),
  },
  { id: 'took', header: 'Took', end: true, from: 'xl', cell: (job) => <Duration job={job} /> },
  {
    id: 'created',
    header: 'Created',
    end: true,
    cell: ({ created_at }) => <Time at={created_at} className="text-muted" />,
  },
];

/** Replaces the type by the partner where there is room for only one: the outcome implies the type. */
const OPERATORS_COLUMNS = COLUMNS.flatMap((column): readonly Column<Job>[] =>
  column.id === 'type' ? [{ ...column, from: 'xl' }] : column.id === 'subject' ? [column, PARTNER_COLUMN] : [column],
);

function Duration({ job }: { job: Job }) {
  const ms = durationOf(job, useNow());
  return ms === undefined ? <span className="text-faint">–</span> : formatDuration(ms);
}

export function JobsPage() {
  const { kind } = useCaller();
  const page = usePage(['jobs'], (fields: ListJobsFields, options) => client.jobs.list(fields, options));
  return (
    <>
      <PageHeader title="Jobs" about="All long-running work: feed loads, imports, exports, batches and redeliveries." />
      <FilterBar filters={kind === 'operator' ? [...FILTERS, PARTNER] : FILTERS} search={page.search}>
        <JobSetActions filters={page.search.filters} />
      </FilterBar>
      <ListView
        label="Jobs"
        page={page}
        columns={kind === 'operator' ? OPERATORS_COLUMNS : COLUMNS}
        rowKey={({ job_id }) => job_id}
        rowPath={({ job_id }) => `/jobs/${job_id}`}
        empty={
          <EmptyState title="No jobs yet">
            Each upload of a feed creates two: one records the upload, one loads it.
          </EmptyState>
        }
      />
    </>
  );
}
