import { idSql } from '../database/id-sql.ts';
import type { Invariant } from '../feature/define-feature.ts';
import { SALES_CHECKS } from './sales-checks.ts';

/**
 * What holds of the sums of analytics. `verify-analytics` tells the differences.
 *
 * Tenancy: a command of the operator, for every partner's sales.
 */
export const ANALYTICS_INVARIANTS: readonly Invariant[] = SALES_CHECKS.map(({ table, grain, differences }) => ({
  name: `${table.replace('_', '-')}-${grain.replaceAll(' ', '-')}`,
  holds: `The sums of \`${table}\` by ${grain} agree with the orders.`,
  violations: `select ${idSql('partner', 'partner_id')} || ' ' || bucket || ' ' || currency as id
    from (${differences}) difference`,
}));
