import type { FilterDef } from '@mikro-orm/core';

/** The rows that a unit of work may see: one partner's, or all (`null`). */
export type Tenancy = { partnerId: number | null };

/** The view of the operator and of workers: every partner's rows. */
export const EVERYBODY: Tenancy = { partnerId: null };

export const TENANT_FILTER = 'tenant';

/**
 * The one place that separates partners. The filter applies to every entity and query, and takes the partner from the
 * unit of work; a unit of work without tenancy cannot query at all. Every entity stores its partner in `partnerId`; the
 * partner entity uses its own ID.
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
