import type { NamedPartner } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { type ActingPartner, actingPartner, type KeyPartner } from '../partners/acting-partner.ts';

/** The partner an upload is for: one that is there, or the name of one that the upload will register. */
export type UploadPartner = { partner: ActingPartner } | { register: string };

/**
 * Finds out whose feed it is. The operator's upload under an unknown name registers that partner.
 *
 * @throws Problem as `actingPartner` does
 */
export async function partnerOfUpload(em: UnitOfWork, caller: KeyPartner, named: NamedPartner): Promise<UploadPartner> {
  const missing = 'partner_name is required; in a form it stands before the file.';
  const partner = await actingPartner(em, caller, named, missing);
  return partner ? { partner } : { register: named.partner_name ?? '' };
}
