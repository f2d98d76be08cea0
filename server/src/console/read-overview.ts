import {
  type Attention,
  type ComponentHealth,
  type Event,
  type Overview,
  type OverviewCount,
  STAGE_NAMES,
  type StageName,
} from '@commerce-integration/contract';
import type { OverviewRange } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { listEvents } from '../events-api/events.queries.ts';
import type { OverviewPart } from '../feature/overview-part.ts';
import { AtMost } from './at-most.ts';

const RECENT_EVENTS = 20;
/** The most concurrent overview statements of this process: most connections of the pool are for others. */
const statements = new AtMost(4);

interface Wanted {
  range: OverviewRange;
  /** The parts that the caller may see. */
  parts: readonly OverviewPart[];
  mayReadEvents: boolean;
}

/** Combines the overview from the parts of all features. */
export async function readOverview(em: UnitOfWork, { range, parts, mayReadEvents }: Wanted): Promise<Overview> {
  const [found, recent] = await Promise.all([
    Promise.all(parts.map((part) => readPart(em, part, range))),
    mayReadEvents ? statements.run(() => recentEvents(em)) : [],
  ]);
  const counts = new Map<StageName, OverviewCount[]>();
  for (const part of found) {
    if (part.stage && part.counts.length > 0)
      counts.set(part.stage, [...(counts.get(part.stage) ?? []), ...part.counts]);
  }
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    needs_attention: found.flatMap(({ attention }) => attention).sort(worstFirst),
    stages: STAGE_NAMES.flatMap((stage) => {
      const ofStage = counts.get(stage);
      return ofStage ? [{ stage, counts: ofStage }] : [];
    }),
    components: found.flatMap(({ components }) => components),
    recent_activity: recent,
  };
}

interface FoundPart {
  stage: StageName | undefined;
  counts: OverviewCount[];
  attention: Attention[];
  components: ComponentHealth[];
}

async function readPart(em: UnitOfWork, part: OverviewPart, range: OverviewRange): Promise<FoundPart> {
  const [counts, attention, components] = await Promise.all([
    part.counts && statements.run(async () => part.counts?.(em, range)),
    part.attention && statements.run(async () => part.attention?.(em)),
    part.components && statements.run(async () => part.components?.()),
  ]);
  return { stage: part.stage, counts: counts ?? [], attention: attention ?? [], components: components ?? [] };
}

/** Failures before waiting entries, newest first. */
function worstFirst(a: Attention, b: Attention): number {
  if (a.level !== b.level) return a.level === 'failing' ? -1 : 1;
  return Date.parse(b.since) - Date.parse(a.since);
}

async function recentEvents(em: UnitOfWork): Promise<Event[]> {
  return (await listEvents(em, { limit: RECENT_EVENTS })).items;
}
