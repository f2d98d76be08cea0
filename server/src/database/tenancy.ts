import type { FilterDef } from '@mikro-orm/core';

/** Whose rows a unit of work may see: one partner's, or everybody's. */
export type Tenancy = { partnerId: number | null };

/** The operator's, and the workers', view: every partner's rows. */
export const EVERYBODY: Tenancy = { partnerId: null };

export const TENANT_FILTER = 'tenant';

/**
 * The one place that keeps partners apart. The filter is on for every entity and every query, and it takes its
 * partner from the unit of work; a unit of work that was given none cannot query at all.
 * Every entity names its partner `partnerId`; a partner itself is its own.
 */
export const tenantFilter: FilterDef = {
  name: TENANT_FILTER,
  default: true,
  cond: (args, _operation, _em, _options, entityName) => {
    const { partnerId } = args as Tenancy;
    if (partnerId === null) return {};
    return entityName === 'Partner' ? { id: partnerId } : { partnerId };
  },
};
