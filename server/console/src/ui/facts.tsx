import type { ReactNode } from 'react';

export type Fact = readonly [label: string, value: ReactNode];

function isShown(value: ReactNode): boolean {
  return value !== null && value !== undefined && value !== false && value !== '';
}

/** Names and values of one object. */
export function Facts({ facts }: { facts: readonly (Fact | false | null | undefined)[] }) {
  return (
    <dl className="grid grid-cols-[minmax(6.5rem,auto)_minmax(0,1fr)] gap-x-5 gap-y-2.5 text-sm">
      {facts
        .filter((fact): fact is Fact => Boolean(fact))
        .map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className="min-w-0 break-words">{isShown(value) ? value : <span className="text-faint">–</span>}</dd>
          </div>
        ))}
    </dl>
  );
}

interface StatProps {
  label: ReactNode;
  value: ReactNode;
  tone?: 'bad' | 'warn' | undefined;
}

/** A number and its label, inside a `dl`. */
export function Stat({ label, value, tone }: StatProps) {
  const color = tone === 'bad' ? 'text-bad' : tone === 'warn' ? 'text-warn' : '';
  return (
    <div className="flex min-w-0 flex-col justify-between">
      <dt className="text-xs text-muted">{label}</dt>
      <dd className={`mt-0.5 text-lg font-semibold tabular-nums ${color}`}>{value}</dd>
    </div>
  );
}
