import type { DataGroup, Job, ListJobsFields } from '@commerce-integration/sdk';
import { client } from '../api/client.ts';
import { durationOf, JOB_STATUS_FILTER } from '../jobs/job-queries.ts';
import { StatusBadge } from '../ui/badge.tsx';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { formatDuration, formatNumber } from '../ui/format.ts';
import { ListView } from '../ui/list-view.tsx';
import { useNow } from '../ui/use-now.ts';
import { usePage } from '../ui/use-page.ts';
import { Time } from '../ui/values.tsx';

/** A counter of a result; undefined until the job has one. */
function counter(job: Job, name: 'processed' | 'rows' | 'skipped'): number | undefined {
  return job.result && name in job.result ? (job.result as Partial<Record<string, number>>)[name] : undefined;
}

function Duration({ job }: { job: Job }) {
  const ms = durationOf(job, useNow());
  return <>{ms === undefined ? '–' : formatDuration(ms)}</>;
}

function Count({ value, isBad = false }: { value: number | undefined; isBad?: boolean }) {
  if (value === undefined) return <span className="text-faint">–</span>;
  return <span className={isBad && value > 0 ? 'text-bad' : ''}>{formatNumber(value)}</span>;
}

const COLUMNS: readonly Column<Job>[] = [
  { id: 'job', header: 'Job', cell: ({ job_id }) => <span className="font-mono text-xs">{job_id}</span> },
  { id: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  {
    id: 'rows',
    header: 'Rows',
    end: true,
    cell: (job) => <Count value={counter(job, 'processed') ?? counter(job, 'rows')} />,
  },
  {
    id: 'skipped',
    header: 'Skipped',
    end: true,
    from: 'sm',
    cell: (job) => <Count value={counter(job, 'skipped')} isBad />,
  },
  { id: 'duration', header: 'Took', end: true, from: 'md', cell: (job) => <Duration job={job} /> },
  {
    id: 'created',
    header: 'Created',
    end: true,
    grows: true,
    from: 'sm',
    cell: ({ created_at }) => <Time at={created_at} className="text-muted" />,
  },
];

/** The imports or exports of a group, newest first. */
export function GroupRuns({ group: { data_group_id, direction } }: { group: DataGroup }) {
  const page = usePage(
    ['jobs', 'of-group', data_group_id],
    (fields: ListJobsFields, options) => client.jobs.list(fields, options),
    { data_group_id },
  );
  const isImport = direction === 'import';
  const command = isImport
    ? `-F "file=@prices.csv" ${location.origin}/data-groups/${data_group_id}/import`
    : `-X POST ${location.origin}/data-groups/${data_group_id}/export`;
  return (
    <>
      <FilterBar filters={[JOB_STATUS_FILTER]} search={page.search} />
      <ListView
        label={isImport ? 'Imports of this group' : 'Exports of this group'}
        page={page}
        columns={isImport ? COLUMNS : COLUMNS.filter(({ id }) => id !== 'skipped')}
        rowKey={({ job_id }) => job_id}
        rowPath={({ job_id }) => `/jobs/${job_id}`}
        empty={
          <EmptyState
            title={isImport ? 'No imports yet' : 'No exports yet'}
            command={`curl -H "x-api-key: $API_KEY" ${command}`}
          >
            {isImport ? 'Import a file here, or from a terminal:' : 'Export the files here, or from a terminal:'}
          </EmptyState>
        }
      />
    </>
  );
}
