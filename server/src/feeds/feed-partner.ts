import type { NamedPartner } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { type ActingPartner, actingPartner, type KeyPartner } from '../partners/acting-partner.ts';

/** The partner of an upload: an existing one, or the name of one to register. */
export type UploadPartner = { partner: ActingPartner } | { register: string };

/**
 * Determines the partner of a feed. An upload of the operator under an unknown name registers that partner.
 *
 * @throws Problem as `actingPartner` does
 */
export async function partnerOfUpload(em: UnitOfWork, caller: KeyPartner, named: NamedPartner): Promise<UploadPartner> {
  const partner = await actingPartner(em, caller, named);
  return partner ? { partner } : { register: named.partner_name ?? '' };
}
