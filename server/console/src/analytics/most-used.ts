import type { PeriodSales } from '@commerce-integration/sdk';

/** The currency with the most orders; undefined where there are none. */
export function mostUsed(periods: readonly PeriodSales[]): string | undefined {
  const counts = [...Map.groupBy(periods, ({ currency }) => currency)].map(
    ([currency, rows]) => [currency, rows.reduce((sum, row) => sum + row.order_count, 0)] as const,
  );
  return counts.toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
