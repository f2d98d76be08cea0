import type { Job } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { client } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useAction } from '../ui/use-action.ts';
import { JobChanges } from './job-changes.tsx';
import { JobOutcome } from './job-outcome.tsx';
import { jobQuery } from './job-queries.ts';

/** A button that shows the effects of undoing a load before it is done. */
export function UndoLoad({ job: { job_id } }: { job: Job }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Undo2 className="size-3.5" aria-hidden />} onClick={() => setOpen(true)}>
        Undo
      </Button>
      <Dialog
        wide
        open={open}
        onClose={() => setOpen(false)}
        title={`Undo the load of ${job_id}?`}
        about="Fields that still have the loaded value are set back to their previous value. Later changes are kept."
      >
        <UndoPreview jobId={job_id} />
      </Dialog>
    </>
  );
}

function UndoPreview({ jobId }: { jobId: string }) {
  const navigate = useNavigate();
  const asked = useQuery({
    queryKey: ['undo-preview', jobId],
    queryFn: async () => client.jobs.undo(jobId, { validate_only: true }),
    // Each preview is a job of its own: created once per opening of the dialog.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const previewId = asked.data?.job_id;
  const preview = useQuery({ ...jobQuery(previewId ?? ''), enabled: previewId !== undefined });
  const undo = useAction(() => client.jobs.undo(jobId), {
    changes: ['jobs', 'products', 'overview'],
    onDone: ({ job_id }) => void navigate({ to: `/jobs/${job_id}` }),
  });
  const error = asked.error ?? preview.error;
  if (error) return <ProblemView error={error} />;
  const job = preview.data;
  if (!job?.finished_at) return <Skeleton className="h-40" />;
  return (
    <div className="space-y-4">
      <JobOutcome job={job} />
      {job.status === 'completed' && <JobChanges jobId={job.job_id} after="undo" />}
      <div className="flex justify-end">
        <Button kind="danger" busy={undo.isPending} onClick={() => undo.mutate(undefined)}>
          Undo the load
        </Button>
      </div>
    </div>
  );
}
