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
