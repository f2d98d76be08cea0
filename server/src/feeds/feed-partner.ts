import { formatId, Problem } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { findPartnerByName, getPartner, type Partner } from '../partners/partners.queries.ts';

export interface NamedPartner {
  partner_name?: string | undefined;
  partner_id?: string | undefined;
}

/** The partner an upload is for: one that is there, or the name of one that the upload will register. */
export type UploadPartner = { partner: Partner } | { register: string };

/**
 * Finds out whose feed it is. A partner's key speaks for that partner alone; the operator names one.
 *
 * @throws Problem `forbidden` for another partner than the key's, `not_found`, `partner_not_active`,
 *   `validation_failed` where none is named or two different ones are
 */
export async function partnerOfUpload(
  em: UnitOfWork,
  caller: { id: number; name: string } | null,
  named: NamedPartner,
): Promise<UploadPartner> {
  if (caller) {
    assertOwn(caller, named);
    const partner = await getPartner(em, formatId('partner', caller.id));
    partner.assertActive();
    return { partner };
  }
  if (named.partner_id === undefined && named.partner_name === undefined) {
    throw invalid('partner_name', 'partner_name is required; in a form it stands before the file.');
  }
  const partner = await namedPartner(em, named);
  if (!partner) return { register: named.partner_name ?? '' };
  partner.assertActive();
  return { partner };
}

function assertOwn(caller: { id: number; name: string }, named: NamedPartner): void {
  const sameId = named.partner_id === undefined || named.partner_id === formatId('partner', caller.id);
  const sameName = named.partner_name === undefined || fold(named.partner_name) === fold(caller.name);
  if (!sameId || !sameName)
    throw new Problem('forbidden', `The API key belongs to ${caller.name}, not to the partner named.`);
}

async function namedPartner(em: UnitOfWork, named: NamedPartner): Promise<Partner | null> {
  if (named.partner_id === undefined) return findPartnerByName(em, named.partner_name ?? '');
  const partner = await getPartner(em, named.partner_id);
  if (named.partner_name !== undefined && fold(named.partner_name) !== fold(partner.name)) {
    throw invalid('partner_name', `Partner ${named.partner_id} is named ${partner.name}.`);
  }
  return partner;
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}

function invalid(path: string, message: string): Problem {
  return new Problem('validation_failed', message, { errors: [{ path, code: 'invalid', message }] });
}
