import type { Job } from '@commerce-integration/sdk';
import { Card } from '../ui/card.tsx';
import { JobProgress } from './job-progress.tsx';
import { JobResult } from './job-result.tsx';

/** The current state or the outcome of a job. */
export function JobOutcome({ job }: { job: Job }) {
  const { status, error, message } = job;
  return (
    <Card title={status === 'running' ? 'Progress' : 'Outcome'}>
      {error ? (
        <p role="alert" className="mb-3 rounded-md bg-bad-soft px-3 py-2 text-sm break-words text-bad last:mb-0">
          {error}
        </p>
      ) : (
        status !== 'running' && <p className="mb-3 text-sm break-words text-muted last:mb-0">{message}</p>
      )}
      {status === 'running' && <JobProgress job={job} />}
      <JobResult job={job} />
    </Card>
  );
}
