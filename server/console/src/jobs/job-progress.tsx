import type { Job } from '@commerce-integration/sdk';
import { useEffect, useState } from 'react';
import { formatDuration, formatNumber } from '../ui/format.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { durationOf } from './job-queries.ts';

/** The progress of a running job: rows, rows per second, and the remaining time. */
export function JobProgress({ job }: { job: Job }) {
  const now = useSeconds();
  const { rows_done, rows_total } = job.progress;
  const ms = durationOf(job, now) ?? 0;
  const rate = ms > 500 ? (rows_done / ms) * 1_000 : undefined;
  const left = rate && rows_total ? ((rows_total - rows_done) / rate) * 1_000 : undefined;
  return (
    <div className="space-y-2">
      <ProgressBar label={`Progress of ${job.job_id}`} value={rows_done} max={rows_total} />
      <p className="flex flex-wrap gap-x-4 text-xs text-muted tabular-nums">
        <span>
          {formatNumber(rows_done)}
          {rows_total ? ` of ${formatNumber(rows_total)}` : ''} rows
        </span>
        {rate !== undefined && <span>{formatNumber(Math.round(rate))} a second</span>}
        {left !== undefined && left > 1_000 && <span>{formatDuration(left)} left</span>}
        <span className="ml-auto">{formatDuration(ms)}</span>
      </p>
    </div>
  );
}

function useSeconds(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
