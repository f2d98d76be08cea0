import type { Job } from '@commerce-integration/sdk';
import { CircleStop, Play, RotateCw } from 'lucide-react';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { useAction } from '../ui/use-action.ts';
import { UndoLoad } from './undo-load.tsx';

const CHANGES = ['jobs', 'feeds', 'batches', 'overview'] as const;

/** The actions on a job in its current state, from the links that the API returns. */
export function JobActions({ job }: { job: Job }) {
  const { job_id, status, links } = job;
  const may = useMay();
  const run = useAction(() => client.jobs.run(job_id, { waitMs: 0 }), { changes: CHANGES });
  const cancel = useAction(() => client.jobs.cancel(job_id), {
    changes: CHANGES,
    done: `Job ${job_id} is being cancelled.`,
  });
  if (!may('jobs:write')) return null;
  const isOpen = status === 'queued' || status === 'running';
  return (
    <>
      {links.run && status !== 'running' && (
        <Button
          kind={status === 'queued' ? 'primary' : 'plain'}
          busy={run.isPending}
          onClick={() => run.mutate(undefined)}
          icon={
            status === 'queued' ? (
              <Play className="size-3.5" aria-hidden />
            ) : (
              <RotateCw className="size-3.5" aria-hidden />
            )
          }
        >
          {status === 'queued' ? 'Run' : 'Run again'}
        </Button>
      )}
      {links.undo && mayHaveLoaded(job) && <UndoLoad job={job} />}
      {links.cancel && isOpen && (
        <ConfirmButton
          kind="danger"
          busy={cancel.isPending}
          icon={<CircleStop className="size-3.5" aria-hidden />}
          question={`Cancel job ${job_id}?`}
          consequence="It stops at the next safe point. A load writes all of its rows or none."
          verb="Cancel the job"
          onConfirm={() => cancel.mutate(undefined)}
        >
          Cancel
        </ConfirmButton>
      )}
    </>
  );
}

/**
 * A load writes all of its rows or none, but may have been run before; an import keeps files that were done before it
 * failed or was cancelled.
 */
function mayHaveLoaded({ job_type, status, finished_at, attempt }: Job): boolean {
  return status === 'completed' || (finished_at !== undefined && (job_type === 'import' || attempt > 1));
}
