import { formatId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import { nameKey } from '../shared/text.ts';

/** The ways in which a call can name its partner. */
export interface NamedPartner {
  partner_name?: string | undefined;
  partner_id?: string | undefined;
}

/**
 * Checks which partner a call names. A partner's key is only for that partner; the operator names one.
 *
 * @param own the key's partner, or null for the operator's key
 * @throws Problem `forbidden` for another partner than the key's; `validation_failed` where the operator names none
 */
export function assertNamed(
  own: { id: number; name: string } | null,
  { partner_id, partner_name }: NamedPartner,
): void {
  if (own === null) {
    if (partner_id === undefined && partner_name === undefined)
      throw invalid('partner_name', 'partner_name is required.');
    return;
  }
  const sameId = partner_id === undefined || partner_id === formatId('partner', own.id);
  const sameName = partner_name === undefined || nameKey(partner_name) === nameKey(own.name);
  if (!sameId || !sameName)
    throw new Problem('forbidden', `The API key belongs to ${own.name}, not to the partner named.`);
}

/** Like {@link assertNamed}, for a call that has no other field for its partner than `partner_id`. */
export function assertNamedById(own: { id: number; name: string } | null, partnerId: string | undefined): void {
  if (own === null && partnerId === undefined) {
    throw invalid('partner_id', 'partner_id is required: the operator names the partner.');
  }
  assertNamed(own, { partner_id: partnerId });
}

/**
 * @param name the name of the partner with the given ID @throws Problem `validation_failed` where another name is given
 */
export function assertSameName(name: string, { partner_id, partner_name }: NamedPartner): void {
  if (partner_name === undefined || nameKey(partner_name) === nameKey(name)) return;
  throw invalid('partner_name', `Partner ${partner_id} is named ${name}.`);
}

/** @throws Problem `partner_not_active` unless the partner may upload and order */
export function assertActive({ name, status }: { name: string; status: string }): void {
  if (status === 'active') return;
  throw new Problem('partner_not_active', `Partner ${name} is ${status}: it cannot upload or order.`);
}

/**
 * @param own the key's partner, or null for the operator's key
 * @param orgId the organisation in a path
 * @throws Problem `forbidden` for another one than the key's
 */
export function assertOwnOrganisation(own: { id: number } | null, orgId: string): void {
  if (own === null || formatId('partner', own.id) === orgId) return;
  throw new Problem('forbidden', `The API key belongs to ${formatId('partner', own.id)}, not to ${orgId}.`);
}

function invalid(path: keyof NamedPartner, message: string): Problem {
  return new Problem('validation_failed', message, { errors: [{ path, code: 'invalid', message }] });
}
