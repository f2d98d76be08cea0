import { formatId, Problem } from '@commerce-integration/contract';
import { nameKey } from '@commerce-integration/contract/rules';
import type { Caller, PartnerRow } from '../mock-rows.ts';
import { assertActive, type MockTables, partnerByName } from '../mock-tables.ts';
import { getPartner } from './mock-partner-rows.ts';

interface NamedPartner {
  partner_name?: string | undefined;
  partner_id?: string | undefined;
}

/**
 * The partner that a call is made for. A partner's key speaks for that partner alone; the operator names one.
 *
 * @param missing what to say to an operator that names none
 * @returns undefined where the operator gives a name that no partner has
 * @throws Problem `forbidden`, `not_found`, `partner_not_active`, `validation_failed`
 */
export function actingPartner(
  tables: MockTables,
  { partner: own }: Caller,
  named: NamedPartner,
  missing = 'partner_name is required.',
): PartnerRow | undefined {
  if (own) assertOwn(own, named);
  else if (named.partner_id === undefined && named.partner_name === undefined) throw invalidName(missing);
  const partner = own ? tables.partners.get(own.id) : namedPartner(tables, named);
  if (partner) assertActive(partner);
  return partner;
}

function assertOwn(own: { id: number; name: string }, named: NamedPartner): void {
  const sameId = named.partner_id === undefined || named.partner_id === formatId('partner', own.id);
  const sameName = named.partner_name === undefined || nameKey(named.partner_name) === nameKey(own.name);
  if (!sameId || !sameName)
    throw new Problem('forbidden', `The API key belongs to ${own.name}, not to the partner named.`);
}

function namedPartner(tables: MockTables, named: NamedPartner): PartnerRow | undefined {
  if (named.partner_id === undefined) return partnerByName(tables, named.partner_name ?? '');
  const partner = getPartner(tables, named.partner_id);
  if (named.partner_name !== undefined && nameKey(named.partner_name) !== nameKey(partner.name)) {
    throw invalidName(`Partner ${named.partner_id} is named ${partner.name}.`);
  }
  return partner;
}

function invalidName(message: string): Problem {
  return new Problem('validation_failed', message, { errors: [{ path: 'partner_name', code: 'invalid', message }] });
}
