import { idNumber, type ProductReference } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

/** Why a reference matches no product; `path` is the field of the reference. */
interface ProductReferenceProblem {
  code: 'not_found' | 'ambiguous_external_id';
  path: 'id' | 'sku' | 'external_id';
  message: string;
}

export type FoundProduct = { number: number } | { problem: ProductReferenceProblem };

/**
 * Finds the products of a partner by references, with one statement for all. Does not find products of other partners.
 *
 * @returns for each reference, in order, the product's number or the problem
 */
export async function findProducts(
  em: UnitOfWork,
  partnerId: number,
  references: readonly ProductReference[],
): Promise<FoundProduct[]> {
  const { rows } = await sqlOf(em).query<{ place: string; id: string }>(FIND, [
    JSON.stringify(references.map(readable)),
    partnerId,
  ]);
  const found = new Map<number, number[]>();
  for (const row of rows) found.set(Number(row.place), [...(found.get(Number(row.place)) ?? []), Number(row.id)]);
  return references.map((reference, place) => resultOf(reference, found.get(place) ?? []));
}

const FIND = `
  with wanted as materialized (
    select place - 1 as place, id, sku, external_id
    from rows from (json_to_recordset($1::json) as (id bigint, sku text, external_id text))
      with ordinality as given (id, sku, external_id, place)
  )
  select place, product.id from wanted join product on product.partner_id = $2 and product.id = wanted.id
  union all
  select place, product.id from wanted join product on product.partner_id = $2 and product.sku = wanted.sku
  union all
  select place, named.id from wanted cross join lateral (
    select product.id from product
    where product.partner_id = $2 and product.attributes ->> 'external_id' = wanted.external_id
      and product.attributes ->> 'external_id' is not null
    -- Two are as ambiguous as a million.
    limit 2
  ) named`;

/** The reference as a parameter of the statement. Text that PostgreSQL cannot store matches nothing. */
function readable({ id, sku, external_id }: ProductReference) {
  const text = (value: string | undefined) => (value?.isWellFormed() && !value.includes('\0') ? value : null);
  return { id: id === undefined ? null : idNumber(id), sku: text(sku), external_id: text(external_id) };
}

function resultOf(reference: ProductReference, numbers: readonly number[]): FoundProduct {
  const [number] = numbers;
  if (number === undefined) return { problem: noProduct(reference) };
  if (numbers.length === 1) return { number };
  const message = `Several products have the external_id ${reference.external_id}: name the product by id or sku.`;
  return { problem: { code: 'ambiguous_external_id', path: 'external_id', message } };
}

/** The problem of a reference that matches no product. */
export function noProduct({ id, sku, external_id }: ProductReference): ProductReferenceProblem {
  const code = 'not_found';
  if (id !== undefined) return { code, path: 'id', message: `Product not found: ${id}` };
  if (sku !== undefined) return { code, path: 'sku', message: `No product has the SKU ${sku}.` };
  return { code, path: 'external_id', message: `No product has the external_id ${external_id}.` };
}
