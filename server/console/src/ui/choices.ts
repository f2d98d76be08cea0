import type { Choice } from './field.tsx';
import { words } from './format.ts';

/** The values of a contract list as labelled choices. */
export function choicesOf(values: readonly string[], label: (value: string) => string = words): readonly Choice[] {
  return values.map((value) => [value, label(value)]);
}

const HOUR = 3_600_000;

/** Time spans to look back, by their names in the URL. */
const SPANS: Readonly<Record<string, readonly [label: string, ms: number]>> = {
  '1h': ['Last hour', HOUR],
  '24h': ['Last 24 hours', 24 * HOUR],
  '7d': ['Last 7 days', 7 * 24 * HOUR],
  '30d': ['Last 30 days', 30 * 24 * HOUR],
};

export const SINCE_CHOICES: readonly Choice[] = Object.entries(SPANS).map(([name, [label]]) => [name, label]);

/** Converts `since=24h` to the API's `created_from`, so that the URL stays relative to now. */
export function sinceFilter<F extends Record<string, string | undefined>>(fields: F): F {
  const { since, ...rest } = fields;
  const span = since === undefined ? undefined : SPANS[since];
  if (span === undefined) return fields;
  return { ...rest, created_from: new Date(Date.now() - span[1]).toISOString() } as unknown as F;
}
