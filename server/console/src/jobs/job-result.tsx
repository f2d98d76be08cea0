import type { Job } from '@commerce-integration/sdk';
import { formatBytes, formatNumber, words } from '../ui/format.ts';

/** Counters of problems. */
const BAD = ['skipped', 'failed', 'removed'];
/** The order of the counters: totals first. */
const ORDER = [
  'processed',
  'total',
  'deliveries',
  'inserted',
  'updated',
  'succeeded',
  'reversed',
  'unchanged',
  'kept',
  'skipped',
  'failed',
];

/** The counters and notes of a job's result, for any job type. */
export function JobResult({ job: { result } }: { job: Job }) {
  if (!result) return null;
  const { notes = [], ...counters } = result;
  const rank = (name: string) => (ORDER.indexOf(name) < 0 ? ORDER.length : ORDER.indexOf(name));
  const entries = Object.entries(counters)
    .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
    .sort(([a], [b]) => rank(a) - rank(b));
  return (
    <>
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(6.5rem,1fr))] overflow-hidden rounded-md border border-line">
        {entries.map(([name, count]) => (
          <div key={name} className="-mr-px -mb-px border-r border-b border-line px-3 py-2">
            <dt className="text-xs text-muted">{name === 'bytes' ? 'Size' : words(name)}</dt>
            <dd className={`text-lg font-semibold tabular-nums ${BAD.includes(name) && count > 0 ? 'text-bad' : ''}`}>
              {name === 'bytes' ? formatBytes(count) : formatNumber(count)}
            </dd>
          </div>
        ))}
      </dl>
      {notes.length > 0 && (
        <ul className="mt-3 list-disc space-y-1 pl-5 text-sm text-muted">
          {notes.map(({ code, message }) => (
            <li key={code}>{message}</li>
          ))}
        </ul>
      )}
    </>
  );
}
