import {
  type Attention,
  type ComponentHealth,
  type Event,
  type Overview,
  type OverviewCount,
  STAGE_NAMES,
  type StageName,
} from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { listEvents } from '../events-api/events.queries.ts';
import type { OverviewPart, OverviewRange } from '../feature/overview-part.ts';

const RECENT_EVENTS = 20;

interface Wanted {
  range: OverviewRange;
  /** The parts that the caller may see. */
  parts: readonly OverviewPart[];
  mayReadEvents: boolean;
}

/** Puts the overview together from what each feature shows. */
export async function readOverview(em: UnitOfWork, { range, parts, mayReadEvents }: Wanted): Promise<Overview> {
  const counts = new Map<StageName, OverviewCount[]>();
  const attention: Attention[] = [];
  const components: ComponentHealth[] = [];
  for (const { stage, ...part } of parts) {
    const found = (await part.counts?.(em, range)) ?? [];
    if (stage && found.length > 0) counts.set(stage, [...(counts.get(stage) ?? []), ...found]);
    attention.push(...((await part.attention?.(em)) ?? []));
    components.push(...((await part.components?.()) ?? []));
  }
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    needs_attention: attention.sort(worstFirst),
    stages: STAGE_NAMES.flatMap((stage) => {
      const ofStage = counts.get(stage);
      return ofStage ? [{ stage, counts: ofStage }] : [];
    }),
    components,
    recent_activity: mayReadEvents ? await recentEvents(em) : [],
  };
}

/** Failures before what waits, the newest first. */
function worstFirst(a: Attention, b: Attention): number {
  if (a.level !== b.level) return a.level === 'failing' ? -1 : 1;
  return Date.parse(b.since) - Date.parse(a.since);
}

async function recentEvents(em: UnitOfWork): Promise<Event[]> {
  return (await listEvents(em, { limit: RECENT_EVENTS })).items;
}
