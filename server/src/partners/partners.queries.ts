import type { Page, Partner as PartnerShape } from '@commerce-integration/contract';
import { nameKey } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { findById, newestFirst } from '../database/read-entities.ts';
import { ApiKey } from './api-key.entity.ts';
import { Partner } from './partner.entity.ts';
import { presentApiKey, presentPartner } from './partners.presenter.ts';

export type { Partner };

/** @throws Problem `not_found`, as for a partner that is not the caller's */
export function getPartner(em: UnitOfWork, partnerId: string): Promise<Partner> {
  return findById(em, Partner, 'Partner', partnerId);
}

/** Finds a partner by its name, in any spelling with the same `nameKey`. */
export function findPartnerByName(em: UnitOfWork, name: string): Promise<Partner | null> {
  return em.findOne(Partner, { nameKey: nameKey(name) });
}

/**
 * The partner's number for the filter `partner_name`: undefined for no filter, and a number that no partner has for an
 * unknown name.
 */
export async function partnerFilter(em: UnitOfWork, name: string | undefined): Promise<number | undefined> {
  if (name === undefined) return undefined;
  return (await findPartnerByName(em, name))?.id ?? 0;
}

/** SQL for the name of the partner whose number is in `column`. Tenancy: whoever may see the row may see the name. */
export function partnerNameSql(column: string): string {
  return `(select partner.name from partner where partner.id = ${column})`;
}

/**
 * SQL for the weight of a partner's queued jobs, given the SQL for its number.
 *
 * Tenancy: of the partner whose job is queued.
 */
export function jobWeightSql(partner: string): string {
  return `(select partner.job_weight from partner where partner.id = ${partner})`;
}

/** The names of partners, by their numbers. Tenancy: the numbers come from rows that the tenant filter let through. */
export async function partnerNames(em: UnitOfWork, numbers: Iterable<number>): Promise<Map<number, string>> {
  const ids = [...new Set(numbers)];
  if (ids.length === 0) return new Map();
  const { rows } = await sqlOf(em).query<{ id: string; name: string }>(
    'select id, name from partner where id = any($1::bigint[])',
    [ids],
  );
  return new Map(rows.map((row) => [Number(row.id), row.name]));
}

export async function listPartners(
  em: UnitOfWork,
  query: {
    partner_name?: string | undefined;
    status?: PartnerShape['status'] | undefined;
    limit: number;
    cursor?: string | undefined;
  },
): Promise<Page<PartnerShape>> {
  const page = await newestFirst(em, Partner, 'partner', query, {
    nameKey: query.partner_name === undefined ? undefined : nameKey(query.partner_name),
    status: query.status,
  });
  return { ...page, items: page.items.map(presentPartner) };
}

export async function listApiKeys(
  em: UnitOfWork,
  partnerId: string,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<ReturnType<typeof presentApiKey>>> {
  const partner = await getPartner(em, partnerId);
  const page = await newestFirst(em, ApiKey, 'apiKey', query, { partnerId: partner.id });
  return { ...page, items: page.items.map(presentApiKey) };
}
