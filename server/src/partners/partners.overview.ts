import { PARTNER_STATUSES } from '@commerce-integration/contract';
import { countRows } from '../database/bounded-count.ts';
import { sql } from '../database/sql.ts';
import { type OverviewPart, present } from '../feature/overview-part.ts';

const LABELS = { active: 'Active', paused: 'Paused', offboarded: 'Offboarded' } as const;

/** How many partners there are, for the operator. */
export const partnersOverview: OverviewPart = {
  stage: 'partners',
  access: 'operator',
  counts: (em) =>
    Promise.all(
      PARTNER_STATUSES.map(async (status) =>
        present(status, LABELS[status], await countRows(em, { table: 'partner', where: sql`status = ${status}` })),
      ),
    ),
};
