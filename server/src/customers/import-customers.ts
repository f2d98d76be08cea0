import { formatId } from '@commerce-integration/contract';
import {
  type CustomerRow,
  type CustomersPlan,
  planCustomerRemoval,
  planCustomers,
} from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, type Sql, sql } from '../database/sql.ts';
import { deleteCustomers, type FindOrdered } from './delete-customers.ts';
import { type CustomerImport, customersNamed, storedCustomers } from './imported-customers.queries.ts';
import { writeCustomers } from './write-imported-customers.ts';

// Tenancy of this file: an import works on the customers of the partner of its job only, and on their addresses.

/** The planned outcomes of rows about customers, and the step that writes them. */
export interface ImportedCustomers<Outcome> {
  readonly outcomes: readonly Outcome[];
  write(at: Date): Promise<void>;
}

/** Locks customers in the order of `database/locks.ts`. @param externalIds SQL of a query for them */
export async function lockImportedCustomers(
  em: UnitOfWork,
  partnerId: number,
  externalIds: Sql,
  { isDeletion }: { isDeletion: boolean },
): Promise<void> {
  // Orders may refer to a customer during a change, but not during a deletion.
  const strength = isDeletion ? sql`for update` : sql`for no key update`;
  await rowsOf(
    sqlOf(em),
    sql`select count(*) from (
      select id from customer where partner_id = ${partnerId} and external_id in (${externalIds}) order by id ${strength}
    ) locked`,
  );
}

/**
 * Plans the outcomes of rows by comparing them with the decrypted stored values. Writes nothing before `write`, which
 * uses a constant number of statements.
 */
export async function importCustomers(
  target: CustomerImport,
  rows: readonly CustomerRow[],
  mode: Parameters<typeof planCustomers>[2],
): Promise<ImportedCustomers<CustomersPlan['outcomes'][number]>> {
  const stored = await storedCustomers(target, rows);
  const { outcomes, written } = planCustomers(stored, rows, mode);
  const numbers = new Map([...stored].map(([externalId, { id }]) => [externalId, id]));
  return { outcomes, write: (at) => writeCustomers(target, written, numbers, at) };
}

/** Plans which customers rows delete. A customer with orders is kept. */
export async function removeImportedCustomers(
  { em, partnerId }: Pick<CustomerImport, 'em' | 'partnerId'>,
  findOrdered: FindOrdered,
  externalIds: readonly string[],
): Promise<ImportedCustomers<ReturnType<typeof planCustomerRemoval>['outcomes'][number]>> {
  const found = await customersNamed({ em, partnerId }, externalIds);
  const ordered = await findOrdered(
    em,
    found.map(({ id }) => id),
  );
  const known = new Map(found.map(({ id, external_id }) => [external_id, { id, hasOrders: ordered.has(id) }]));
  const { outcomes, removed } = planCustomerRemoval(known, externalIds);
  const ids = [...removed].flatMap((externalId) => known.get(externalId)?.id ?? []);
  return {
    outcomes,
    write: async () => {
      if (ids.length === 0) return;
      await deleteCustomers(
        em,
        findOrdered,
        ids.map((id) => formatId('customer', id)),
      );
    },
  };
}
