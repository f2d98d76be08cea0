import { formatId, idNumber, type Partner, Problem } from '@commerce-integration/contract';
import type { PartnerRow } from '../mock-rows.ts';
import { type MockTables, notFound, partnerByName } from '../mock-tables.ts';

interface PartnerFields {
  partner_name?: string | undefined;
  status?: Partner['status'] | undefined;
  contact_email?: string | null | undefined;
  feed_type?: string | null | undefined;
  default_file_format?: string | null | undefined;
  default_currency?: string | null | undefined;
}

/** Registers a partner; its name must be free. */
export function newPartner(tables: MockTables, fields: PartnerFields & { partner_name: string }): PartnerRow {
  const id = tables.next('partner');
  const now = new Date();
  const empty = { contactEmail: null, feedType: null, defaultFileFormat: null, defaultCurrency: null };
  const row = { id, ...fieldsOf(fields, { name: '', status: 'active', ...empty }), createdAt: now, updatedAt: now };
  tables.partners.set(id, row);
  return row;
}

/** @throws Problem `not_found` */
export function getPartner(tables: MockTables, partnerId: string): PartnerRow {
  const partner = tables.partners.get(idNumber(partnerId));
  if (!partner) throw notFound('Partner', partnerId);
  return partner;
}

/** Whether a row is of the partner that a list's `partner_name` names. */
export function partnerFilter(
  tables: MockTables,
  name: string | undefined,
): (row: { partnerId: number | null }) => boolean {
  if (name === undefined) return () => true;
  const id = partnerByName(tables, name)?.id;
  return (row) => id !== undefined && row.partnerId === id;
}

/** Changes the fields that are named; null clears one. @throws Problem `not_found`, `partner_name_taken` */
export function updatePartner(tables: MockTables, partnerId: string, fields: PartnerFields): PartnerRow {
  const partner = getPartner(tables, partnerId);
  if (fields.partner_name !== undefined) assertNameFree(tables, fields.partner_name, partner);
  const now = fieldsOf(fields, partner);
  const names = Object.keys(now) as (keyof typeof now)[];
  const hasChanged = names.some((name) => now[name] !== partner[name]);
  return Object.assign(partner, now, hasChanged ? { updatedAt: new Date() } : {});
}

function fieldsOf(fields: PartnerFields, before: Omit<PartnerRow, 'id' | 'createdAt' | 'updatedAt'>) {
  const or = <T>(value: T | undefined, old: T) => (value === undefined ? old : value);
  return {
    name: or(fields.partner_name, before.name),
    status: or(fields.status, before.status),
    contactEmail: or(fields.contact_email, before.contactEmail),
    feedType: or(fields.feed_type, before.feedType),
    defaultFileFormat: or(fields.default_file_format, before.defaultFileFormat),
    defaultCurrency: or(fields.default_currency, before.defaultCurrency),
  };
}

/** @throws Problem `partner_name_taken` */
export function assertNameFree(tables: MockTables, name: string, but?: PartnerRow): void {
  const taken = partnerByName(tables, name);
  if (taken && taken !== but) throw new Problem('partner_name_taken', `A partner named ${name} exists already.`);
}

export function presentPartner(partner: PartnerRow): Partner {
  return {
    partner_id: formatId('partner', partner.id),
    partner_name: partner.name,
    status: partner.status,
    contact_email: partner.contactEmail,
    feed_type: partner.feedType,
    default_file_format: partner.defaultFileFormat,
    default_currency: partner.defaultCurrency,
    created_at: partner.createdAt.toISOString(),
    updated_at: partner.updatedAt.toISOString(),
  };
}
