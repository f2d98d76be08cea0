import type { OrderExporter } from '@commerce-integration/sdk';

type Chained = Pick<OrderExporter, 'exporter_id' | 'name' | 'when' | 'next_flag' | 'priority'>;

/** A flag of a chain, and the exporters that take it, in order. */
interface ChainLink {
  flag: string;
  exporters: Chained[];
}

/** The chain through an exporter, limited to exporters that the same order can reach. */
export function chainOf(exporter: Chained, all: readonly Chained[]): ChainLink[] {
  const partner = exporter.when.partner_id;
  const meeting = all.filter(({ when }) => when.partner_id === null || partner === null || when.partner_id === partner);
  const flags = [exporter.when.flag];
  for (let before = flagBefore(flags, meeting); before !== undefined; before = flagBefore(flags, meeting))
    flags.unshift(before);
  for (let after = flagAfter(flags, meeting); after !== undefined; after = flagAfter(flags, meeting)) flags.push(after);
  return flags.map((flag) => ({
    flag,
    exporters: meeting
      .filter(({ when }) => when.flag === flag)
      .sort((a, b) => a.priority - b.priority || a.exporter_id.localeCompare(b.exporter_id)),
  }));
}

/** Contains each flag once, so that the chain ends for any list. */
function flagBefore(flags: readonly string[], all: readonly Chained[]): string | undefined {
  return all.find(({ next_flag, when }) => next_flag === flags[0] && !flags.includes(when.flag))?.when.flag;
}

function flagAfter(flags: readonly string[], all: readonly Chained[]): string | undefined {
  const next = all.find(({ when, next_flag }) => when.flag === flags.at(-1) && next_flag !== null)?.next_flag;
  return next === null || next === undefined || flags.includes(next) ? undefined : next;
}
