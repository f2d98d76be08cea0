import type { Attention, ComponentHealth, OverviewCount, StageName } from '@commerce-integration/contract';
import type { OverviewRange } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import type { PartAccess } from './access.ts';

/** What a feature shows in the overview. Each part shows only what the unit of work may see. */
export interface OverviewPart {
  readonly access: PartAccess;
  /** Counts of one stage. They are queried often, so each may read only a bounded number of rows. */
  readonly stage?: StageName;
  counts?(em: UnitOfWork, range: OverviewRange): Promise<OverviewCount[]>;
  /** Problems that need attention, a few of each kind; the overview sorts those of all parts. */
  attention?(em: UnitOfWork): Promise<Attention[]>;
  /** The health of the server's components. */
  components?(): Promise<ComponentHealth[]>;
}

/** The most entries of one kind that need attention. */
export const MOST_OF_A_KIND = 20;
/** How many days a failure stays in the list of problems that need attention. */
export const ATTENTION_DAYS = 30;

type Counted = Pick<OverviewCount, 'value' | 'precision' | 'since'>;

/** A count of what exists now, shown as healthy. */
export function present(name: string, label: string, { value, precision }: Counted): OverviewCount {
  return { name, label, value, precision, level: 'ok', is_in_range: false, since: null };
}

/** A count of what was done in the range. */
export function done(name: string, label: string, { value, precision }: Counted): OverviewCount {
  return { name, label, value, precision, level: 'ok', is_in_range: true, since: null };
}

/** A count of what waits now, and since when the oldest does. */
export function waiting(name: string, label: string, { value, precision, since }: Counted): OverviewCount {
  const level = value > 0 ? 'waiting' : 'ok';
  return { name, label, value, precision, level, is_in_range: false, since };
}

/** A count of failures: current ones, or those in the range. */
export function failing(name: string, label: string, counted: Counted, isInRange = false): OverviewCount {
  const { value, precision, since } = counted;
  const level = value > 0 ? 'failing' : 'ok';
  return { name, label, value, precision, level, is_in_range: isInRange, since: isInRange ? null : since };
}
