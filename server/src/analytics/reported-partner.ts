import type { UnitOfWork } from '../database/orm.ts';
import { tenancyOf } from '../database/visible-rows.ts';
import { partnerFilter } from '../partners/partners.queries.ts';

/** A number that no partner has. */
const NOBODY = 0;

/**
 * The one place that decides whose rows a report may read: those of the partner that the unit of work is restricted to,
 * those of the partner that a caller with access to all partners asks for, or all.
 *
 * @returns the partner's number, or null for all partners
 */
export async function reportedPartner(em: UnitOfWork, name: string | undefined): Promise<number | null> {
  const { partnerId } = tenancyOf(em);
  const asked = await partnerFilter(em, name);
  if (asked === undefined) return partnerId;
  return partnerId === null || partnerId === asked ? asked : NOBODY;
}
