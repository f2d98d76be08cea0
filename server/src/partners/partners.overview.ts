import { PARTNER_STATUSES } from '@commerce-integration/contract';
import { boundedCounts } from '../database/bounded-count.ts';
import { sql } from '../database/sql.ts';
import { type OverviewPart, present } from '../feature/overview-part.ts';

const LABELS = { active: 'Active', paused: 'Paused', offboarded: 'Offboarded' } as const;

/** How many partners there are, for the operator. */
export const partnersOverview: OverviewPart = {
  stage: 'partners',
  access: 'operator',
  counts: async (em) => {
    const of = (status: string) => ({ table: 'partner', where: sql`status = ${status}` });
    const found = await boundedCounts(em, {
      active: of('active'),
      paused: of('paused'),
      offboarded: of('offboarded'),
    } satisfies Record<(typeof PARTNER_STATUSES)[number], unknown>);
    return PARTNER_STATUSES.map((status) => present(status, LABELS[status], found[status]));
  },
};
