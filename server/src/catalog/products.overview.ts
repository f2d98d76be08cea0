import { countTable } from '../database/bounded-count.ts';
import { type OverviewPart, present } from '../feature/overview-part.ts';

/** How many products there are. */
export const productsOverview: OverviewPart = {
  stage: 'products',
  access: 'products:read',
  counts: async (em) => [present('all', 'Products', await countTable(em, 'product'))],
};
