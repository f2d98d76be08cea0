import type { Job, ListJobsFields } from '@commerce-integration/sdk';
import { CircleStop, RotateCw } from 'lucide-react';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { sinceFilter } from '../ui/choices.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { formatCount } from '../ui/format.ts';
import type { SearchParams } from '../ui/list-search.ts';
import { useAction } from '../ui/use-action.ts';

/** The most jobs that one click changes. */
const MOST = 1_000;
const AT_ONCE = 4;
const CHANGES = ['jobs', 'feeds', 'batches', 'overview'] as const;

/** The actions on all jobs that match the list's filters. */
export function JobSetActions({ filters }: { filters: SearchParams }) {
  const may = useMay();
  if (!may('jobs:write')) return null;
  if (filters.status === 'failed') return <RunAgain filters={filters} />;
  if (filters.status === 'queued' || filters.status === 'running') return <Cancel filters={filters} />;
  return null;
}

function RunAgain({ filters }: { filters: SearchParams }) {
  const run = useAction(() => changeAll(filters, 'run', (id) => client.jobs.run(id, { waitMs: 0 })), {
    changes: CHANGES,
    done: (outcome) => told(outcome, 'will run again', 'cannot be run again'),
  });
  return (
    <ConfirmButton
      busy={run.isPending}
      icon={<RotateCw className="size-3.5" aria-hidden />}
      question="Run all of these failed jobs again?"
      consequence={`All that the filters name and that can be run again, oldest first, up to ${MOST}. A failed load of an older file is loaded again, too: narrow the filters where a newer file has been loaded since.`}
      verb="Run them again"
      onConfirm={() => run.mutate(undefined)}
    >
      Run all failed again
    </ConfirmButton>
  );
}

function Cancel({ filters }: { filters: SearchParams }) {
  const cancel = useAction(() => changeAll(filters, 'cancel', (id) => client.jobs.cancel(id)), {
    changes: CHANGES,
    done: (outcome) => told(outcome, 'will be cancelled', 'cannot be cancelled'),
  });
  return (
    <ConfirmButton
      kind="danger"
      busy={cancel.isPending}
      icon={<CircleStop className="size-3.5" aria-hidden />}
      question={`Cancel all ${filters.status} jobs?`}
      consequence={`All that the filters name, oldest first, up to ${MOST}. They stop at their next safe point.`}
      verb="Cancel them"
      onConfirm={() => cancel.mutate(undefined)}
    >
      Cancel all {filters.status}
    </ConfirmButton>
  );
}

interface SetOutcome {
  readonly changed: number;
  /** Jobs whose state has changed meanwhile, and those without this action. */
  readonly refused: number;
}

async function changeAll(
  filters: SearchParams,
  link: 'run' | 'cancel',
  change: (id: string) => PromiseLike<Job>,
): Promise<SetOutcome> {
  const jobs = await client.jobs.list(sinceFilter(filters) as unknown as ListJobsFields).toArray({ limit: MOST });
  const wanted = jobs.filter(({ links }) => links[link]).reverse();
  let changed = 0;
  for (let first = 0; first < wanted.length; first += AT_ONCE) {
    const outcomes = await Promise.allSettled(wanted.slice(first, first + AT_ONCE).map(({ job_id }) => change(job_id)));
    changed += outcomes.filter(({ status }) => status === 'fulfilled').length;
  }
  return { changed, refused: jobs.length - changed };
}

function told({ changed, refused }: SetOutcome, done: string, not: string): string {
  const rest = refused > 0 ? ` ${formatCount(refused, 'job')} ${not}.` : '';
  return `${formatCount(changed, 'job')} ${done}.${rest}`;
}
