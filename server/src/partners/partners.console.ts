import { PARTNER_STATUSES } from '@commerce-integration/contract';
import { boundedCounts } from '../database/bounded-count.ts';
import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
import { type OverviewPart, present } from '../feature/overview-part.ts';
import type { Searchable } from '../feature/searchable.ts';

/** Partners, by their own IDs, those of their keys, and their names. Tenancy: a partner finds itself. */
export const partnerSearch: Searchable = {
  type: 'partner',
  access: 'any',
  table: '(select id, id as partner_id, name, status from partner) partner',
  shown: { id: idSql('partner', 'id'), title: 'name', subtitle: 'null', status: 'status' },
  ids: {
    partner: { field: 'partner_id', where: (number) => sql`id = ${number}` },
    apiKey: { field: 'api_key_id', where: (number) => sql`id = (select partner_id from api_key where id = ${number})` },
  },
  texts: { partner_name: 'name' },
};

const LABELS = { active: 'Active', paused: 'Paused', offboarded: 'Offboarded' } as const;

/** How many partners there are, for the operator. */
export const partnersOverview: OverviewPart = {
  stage: 'partners',
  access: 'operator',
  counts: async (em) => {
    const of = (status: string) => ({ table: 'partner', where: sql`status = ${status}` });
    const found = await boundedCounts(em, {
      active: of('active'),
      paused: of('paused'),
      offboarded: of('offboarded'),
    } satisfies Record<(typeof PARTNER_STATUSES)[number], unknown>);
    return PARTNER_STATUSES.map((status) => present(status, LABELS[status], found[status]));
  },
};
