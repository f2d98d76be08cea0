import { countTable } from '../database/bounded-count.ts';
import { type OverviewPart, present } from '../feature/overview-part.ts';

/** How many orders there are. Those of a range are counted by analytics, which has their sums. */
export const ordersOverview: OverviewPart = {
  stage: 'orders',
  access: 'orders:read',
  counts: async (em) => [present('all', 'Orders', await countTable(em, 'sales_order'))],
};
