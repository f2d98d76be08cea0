import { formatBytes, formatDuration } from '../ui/format.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';

export interface Sending {
  sent: number;
  total: number;
  startedAt: number;
}

/** Upload progress: bytes sent, speed, and remaining time. */
export function SendingProgress({ sending: { sent, total, startedAt } }: { sending: Sending }) {
  const ms = Date.now() - startedAt;
  const rate = ms > 0 ? sent / ms : 0;
  return (
    <div className="space-y-1.5">
      <ProgressBar label="Sending" value={sent} max={total} />
      <p className="flex gap-4 text-xs text-muted tabular-nums">
        <span>
          {formatBytes(sent)} of {formatBytes(total)}
        </span>
        {rate > 0 && <span>{formatBytes(rate * 1_000)}/s</span>}
        {rate > 0 && sent < total && <span>{formatDuration((total - sent) / rate)} left</span>}
        {sent >= total && <span>The server is checking it</span>}
      </p>
    </div>
  );
}
