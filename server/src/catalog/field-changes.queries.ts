import type { FieldChange } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sql } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';

// Tenancy of this file: `visibleRows` confines the changes, and an update is read by the changes that name it.

const NAMES = ['product_name', 'description', 'brand', 'category', 'price', 'availability', 'currency'] as const;

type Field = (typeof NAMES)[number];
type Attributes = Readonly<Record<string, string>>;

/** Values before and after a change; both are null where a field did not change. */
type Values = Partial<Record<`${Field}_${'from' | 'to'}`, string | null>> & {
  attributes_from?: Attributes | null;
  attributes_to?: Attributes | null;
};

/** A row of `product_field_change`, with the job and the feed that made it. */
export interface FieldChanges extends Values {
  changed_at: string;
  job_id: string;
  feed_id: string | null;
}

const COLUMNS = sql`*,
  (select job_id from catalogue_update u where u.id = update_id) as job_id,
  (select feed_id from catalogue_update u where u.id = update_id) as feed_id`;

/** Changes of a product, newest first, that changed neither price nor availability. */
export function otherFieldChanges(
  em: UnitOfWork,
  productId: number,
  { before, limit }: { before: Date; limit: number },
): Promise<FieldChanges[]> {
  return visibleRows<FieldChanges>(em, {
    table: 'product_field_change',
    select: COLUMNS,
    where: [
      sql`product_id = ${productId} and changed_at < ${before}`,
      sql`(price_from, currency_from, availability_from)
        is not distinct from (price_to, currency_to, availability_to)`,
      sql`exists (select from catalogue_update u where u.id = update_id)`,
    ],
    orderBy: 'changed_at desc',
    limit,
  });
}

/** A product's changes of price or availability at some times, as far as they are stored. */
export async function fieldChangesAt(
  em: UnitOfWork,
  productId: number,
  times: readonly Date[],
): Promise<FieldChanges[]> {
  if (times.length === 0) return [];
  return visibleRows<FieldChanges>(em, {
    table: 'product_field_change',
    select: COLUMNS,
    where: [
      sql`product_id = ${productId} and changed_at = any(${times.map((time) => time.toISOString())})`,
      sql`(price_from, currency_from, availability_from) is distinct from (price_to, currency_to, availability_to)`,
    ],
  });
}

/** The fields that changed, in the order of a product's fields; attributes by name. */
export function fieldChanges(values: Values): FieldChange[] {
  const known = NAMES.map((field) => ({
    field: field as string,
    from: text(field, values[`${field}_from`]),
    to: text(field, values[`${field}_to`]),
  }));
  const [before, after] = [values.attributes_from ?? {}, values.attributes_to ?? {}];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const attributes = names.map((name) => ({
    field: `attributes.${name}`,
    from: before[name] ?? null,
    to: after[name] ?? null,
  }));
  return [...known, ...attributes].filter(({ from, to }) => from !== to);
}

/** A stored price without the zeros at its end. */
function text(field: Field, value: string | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  return field === 'price' ? String(Number(value)) : value;
}
