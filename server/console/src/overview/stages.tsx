import type { OverviewCount, OverviewStage } from '@commerce-integration/sdk';
import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useCaller } from '../session/session.ts';
import { StatusDot, type Tone } from '../ui/badge.tsx';
import { formatExact, formatNumber, words } from '../ui/format.ts';

/** The paths of the lists of a stage's objects. Other stages have no link. */
const PATHS: Readonly<Record<string, string>> = {
  partners: '/partners',
  uploads: '/feeds',
  processing: '/jobs',
  products: '/products',
  orders: '/orders',
  fulfilment: '/orders',
  webhooks: '/webhooks',
};

const TONES: Record<OverviewCount['level'], Tone> = { ok: 'ok', waiting: 'warn', failing: 'bad' };

/** The stages from partner to webhook, each with its counts and what is stuck. */
export function Stages({ stages }: { stages: readonly OverviewStage[] }) {
  return (
    <ol className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3 xl:grid-flow-col xl:auto-cols-fr xl:grid-cols-none">
      {stages.map((stage) => (
        <Stage key={stage.stage} stage={stage} />
      ))}
    </ol>
  );
}

function Stage({ stage: { stage, counts } }: { stage: OverviewStage }) {
  const { kind } = useCaller();
  const path = stage === 'partners' && kind !== 'operator' ? undefined : PATHS[stage];
  const [first, ...rest] = counts;
  return (
    <li className="bg-surface p-4 max-sm:last:odd:col-span-2 sm:max-xl:last:nth-[3n+1]:col-span-3 sm:max-xl:last:nth-[3n+2]:col-span-2">
      <h2 className="text-xs font-medium text-muted">
        {path ? (
          <Link to={path} className="inline-flex items-center gap-0.5 rounded-xs hover:text-ink">
            {words(stage)}
            <ChevronRight className="size-3" aria-hidden />
          </Link>
        ) : (
          words(stage)
        )}
      </h2>
      {first && (
        <p className="mt-1">
          <span className="block text-2xl font-semibold tracking-tight tabular-nums">{numberOf(first)}</span>
          <span className="block text-xs text-muted">
            {first.label.toLowerCase() === stage ? 'in all' : labelOf(first)}
          </span>
        </p>
      )}
      <ul className="mt-2.5 space-y-1 text-xs">
        {rest
          .filter(({ value }) => value > 0)
          .map((count) => (
            <Count key={count.name} count={count} />
          ))}
      </ul>
    </li>
  );
}

function Count({ count }: { count: OverviewCount }) {
  const isStuck = count.level !== 'ok';
  return (
    <li
      className={`flex items-baseline gap-2 ${isStuck ? '' : 'text-muted'}`}
      title={count.since ? `Since ${formatExact(count.since)}` : undefined}
    >
      <StatusDot tone={TONES[count.level]} />
      <span className="min-w-0 flex-1">{labelOf(count)}</span>
      <span className={`tabular-nums ${isStuck ? 'font-semibold' : ''}`}>{numberOf(count)}</span>
    </li>
  );
}

/** The label of a count; one over a time range says so. */
function labelOf({ label, is_in_range }: OverviewCount): string {
  return is_in_range ? `${label} in 24\u00a0h` : label;
}

function numberOf({ value, precision }: OverviewCount): string {
  const text = formatNumber(value);
  return { exact: text, at_least: `${text}+`, estimate: `≈ ${text}` }[precision];
}
