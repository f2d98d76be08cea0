import type { Job } from '@commerce-integration/sdk';
import { StatusDot, type Tone, toneOf } from '../ui/badge.tsx';
import { formatDuration } from '../ui/format.ts';
import { Time } from '../ui/values.tsx';

interface Step {
  label: string;
  at: string | undefined;
  tone: Tone;
  beside?: string | undefined;
}

/** The history of a job as a timeline. */
export function JobTimeline({ job }: { job: Job }) {
  const { created_at, started_at, finished_at, status, attempt } = job;
  const between = (from: string | undefined, to: string | undefined) =>
    from && to ? formatDuration(Date.parse(to) - Date.parse(from)) : undefined;
  const waited = between(created_at, started_at);
  const steps: Step[] = [
    { label: 'Created', at: created_at, tone: 'plain' },
    {
      label: attempt > 1 ? `Started, attempt ${attempt}` : 'Started',
      at: started_at,
      tone: 'info',
      beside: waited && `after ${waited}`,
    },
    { label: ended(status), at: finished_at, tone: toneOf(status), beside: between(started_at, finished_at) },
  ];
  return (
    <ol className="space-y-3 text-sm">
      {steps.map(({ label, at, tone, beside }) => (
        <li key={label} className={`flex items-baseline gap-2.5 ${at ? '' : 'text-faint'}`}>
          <StatusDot tone={at ? tone : 'plain'} />
          <span className="font-medium">{label}</span>
          {beside && <span className="text-xs text-muted">{beside}</span>}
          <span className="ml-auto text-xs text-muted">
            <Time at={at} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function ended(status: Job['status']): string {
  return { completed: 'Completed', failed: 'Failed', cancelled: 'Cancelled', queued: 'Ended', running: 'Ended' }[
    status
  ];
}
