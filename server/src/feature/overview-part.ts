import type { Attention, ComponentHealth, OverviewCount, StageName } from '@commerce-integration/contract';
import type { OverviewRange } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import type { PartAccess } from './access.ts';

/** What a feature shows in the overview. Each part is restricted to what the unit of work may see. */
export interface OverviewPart {
  readonly access: PartAccess;
  /** Counts of a stage. They are asked for often, so none may read more rows than a bound. */
  readonly stage?: StageName;
  counts?(em: UnitOfWork, range: OverviewRange): Promise<OverviewCount[]>;
  /** What somebody should look at, a few of a kind; the overview sorts those of all parts. */
  attention?(em: UnitOfWork): Promise<Attention[]>;
  /** How parts of the server do. */
  components?(): Promise<ComponentHealth[]>;
}

/** Entries of one kind that need attention. */
export const MOST_OF_A_KIND = 20;
/** How long ago something may have failed for somebody still to look at it. */
export const ATTENTION_DAYS = 30;

type Counted = Pick<OverviewCount, 'value' | 'precision' | 'since'>;

/** What is there now and does well. */
export function present(name: string, label: string, { value, precision }: Counted): OverviewCount {
  return { name, label, value, precision, level: 'ok', is_in_range: false, since: null };
}

/** What was done in the range. */
export function done(name: string, label: string, { value, precision }: Counted): OverviewCount {
  return { name, label, value, precision, level: 'ok', is_in_range: true, since: null };
}

/** What waits now, since when the oldest does. */
export function waiting(name: string, label: string, { value, precision, since }: Counted): OverviewCount {
  const level = value > 0 ? 'waiting' : 'ok';
  return { name, label, value, precision, level, is_in_range: false, since };
}

/** What has failed: now, or in the range. */
export function failing(name: string, label: string, counted: Counted, isInRange = false): OverviewCount {
  const { value, precision, since } = counted;
  const level = value > 0 ? 'failing' : 'ok';
  return { name, label, value, precision, level, is_in_range: isInRange, since: isInRange ? null : since };
}
