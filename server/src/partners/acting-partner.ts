import { formatId, Problem } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import type { Partner } from './partner.entity.ts';
import { findPartnerByName, getPartner } from './partners.queries.ts';

/** Whose key the call came with: a partner's, or the operator's (null). */
export type KeyPartner = { id: number; name: string } | null;

export interface NamedPartner {
  partner_name?: string | undefined;
  partner_id?: string | undefined;
}

/**
 * The partner that a call is made for. A partner's key speaks for that partner alone; the operator names one.
 *
 * @param missing what to say to an operator that names none
 * @returns null where the operator gives a name that no partner has
 * @throws Problem `forbidden` for another partner than the key's, `not_found` for an unknown ID, `partner_not_active`,
 *   `validation_failed` where none is named or two different ones are
 */
export async function actingPartner(
  em: UnitOfWork,
  caller: KeyPartner,
  named: NamedPartner,
  missing = 'partner_name is required.',
): Promise<Partner | null> {
  if (caller) assertOwn(caller, named);
  else if (named.partner_id === undefined && named.partner_name === undefined) throw invalid('partner_name', missing);
  const partner = caller ? await getPartner(em, formatId('partner', caller.id)) : await namedPartner(em, named);
  partner?.assertActive();
  return partner;
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
