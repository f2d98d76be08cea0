import type { FeedColumn, FeedLayout } from '@commerce-integration/contract/feed-file';

/** A column of the staging table. */
export interface StagedColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * A column of `product` that a load may write, and the SQL of its value. Names here are constants, never a partner's.
 */
export interface TargetColumn extends StagedColumn {
  /** The value: `s` is the staged row; `p` the product, all null where there is none yet. */
  readonly value: string;
  /** The value for a new product. */
  readonly first: string;
  /** The value for a product that this load has not inserted, if it differs. */
  readonly later?: string;
}

/** True for a product that this load has inserted. It still counts as new, since nobody has seen its previous state. */
export const INSERTED_NOW = '(p.feed_id is not distinct from $2 and p.created_at = now()::timestamptz(3))';

const TYPES: Readonly<Record<Exclude<FeedColumn, 'sku'>, string>> = {
  product_name: 'text',
  description: 'text',
  brand: 'text',
  category: 'text',
  price: 'numeric',
  currency: 'text',
  availability: 'text',
};
const KNOWN = Object.keys(TYPES) as (keyof typeof TYPES)[];

/** The staging table's columns for a file, in the order of its encoded rows. */
export function stagedColumns(layout: FeedLayout): StagedColumn[] {
  const known = KNOWN.filter((name) => layout.columns[name] !== undefined);
  return [
    { name: 'line', type: 'integer' },
    { name: 'repeated', type: 'boolean' },
    { name: 'sku', type: 'text' },
    ...known.map((name) => ({ name, type: TYPES[name] })),
    ...(layout.attributes.length > 0 ? [{ name: 'attributes', type: 'jsonb' }] : []),
  ];
}

/**
 * The columns of `product` that a file's rows set. Columns missing from the file stay unchanged, except for the
 * currency, which every price needs. Parameter `$3` is the default currency.
 */
export function targetColumns(layout: FeedLayout): TargetColumn[] {
  const targets: TargetColumn[] = KNOWN.filter((name) => layout.columns[name] !== undefined && name !== 'currency').map(
    (name) => ({
      name,
      type: TYPES[name],
      value: `s.${name}`,
      first: `s.${name}`,
    }),
  );
  const currency = currencyValue(layout);
  if (currency !== undefined) {
    const first = layout.columns.currency === undefined ? OR_DEFAULT : 's.currency';
    targets.push({ name: 'currency', type: 'text', value: currency, first });
  }
  const applied = targets.map((target) => appliedColumn(target, layout));
  return layout.attributes.length === 0 ? applied : [...applied, ATTRIBUTES];
}

/** A column written only to new products, or only to existing ones. */
function appliedColumn(target: TargetColumn, { applies = {} }: FeedLayout): TargetColumn {
  const { name, value, first } = target;
  const apply = applies[name as FeedColumn];
  if (apply === undefined) return target;
  const [fresh, later] = apply === 'on_insert' ? [first, `p.${name}`] : [`null::${target.type}`, value];
  return {
    ...target,
    first: fresh,
    later,
    value: `case when p.id is null or ${INSERTED_NOW} then ${fresh} else ${later} end`,
  };
}

/**
 * The columns whose former values are stored for a changed row, as `<name>_from`: those that the file sets, and those
 * that the history of every change includes.
 */
export function formerColumns(layout: FeedLayout): StagedColumn[] {
  const targets = targetColumns(layout);
  const others = HISTORY.filter((name) => !targets.some((target) => target.name === name));
  return [...targets, ...others.map((name) => ({ name, type: TYPES[name] }))].map(({ name, type }) => ({ name, type }));
}

const HISTORY = ['price', 'currency', 'availability'] as const;

/** Attributes that the file names are set or, by an empty cell, removed; all others stay. */
const ATTRIBUTES: TargetColumn = {
  name: 'attributes',
  type: 'jsonb',
  value: `jsonb_strip_nulls(coalesce(p.attributes, '{}') || s.attributes)`,
  first: 'jsonb_strip_nulls(s.attributes)',
};

const OR_DEFAULT = 'case when s.price is not null then $3 end';

/**
 * Whether a row's price and currency come from different sources (file and catalogue), so that they must be checked
 * together.
 */
export function pairsPriceWithCatalogue({ columns }: FeedLayout): boolean {
  return (columns.price === undefined) !== (columns.currency === undefined);
}

/** SQL of the price that a product will have. */
export function priceValue({ columns }: FeedLayout): string {
  return columns.price === undefined ? 'p.price' : 's.price';
}

/** SQL of the currency that a product will have; undefined where the file sets neither price nor currency. */
export function currencyValue({ columns }: FeedLayout): string | undefined {
  const [price, currency] = [columns.price !== undefined, columns.currency !== undefined];
  if (price && currency) return 's.currency';
  if (currency) return 'coalesce(s.currency, case when p.price is not null then $3 end)';
  // A product keeps its own currency: a file without that column must not turn euros into dollars.
  if (price) return `coalesce(case when not ${INSERTED_NOW} then p.currency end, ${OR_DEFAULT})`;
  return undefined;
}
