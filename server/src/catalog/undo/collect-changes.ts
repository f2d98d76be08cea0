import type { PoolClient } from 'pg';

// What the loads of one job changed, as one change of each product: from its values before the first of them to those
// after the last.
// Tenancy of this file: the loads are of the job that is undone, and their rows are of its partner.

/** Text columns that are restored independently. Price and currency are restored together, attributes one by one. */
export const SINGLE = ['product_name', 'description', 'brand', 'category', 'availability'] as const;

/** A load, and the time of its changes, which locates its rows. */
export interface CollectedLoad {
  readonly id: number;
  readonly changed_at: Date;
}

/**
 * Collects the changes in `undo_change`: columns as in `product_field_change`, of the latest load, plus
 * `changed_between`, the fields that something else changed between two of the loads. What earlier loads wrote into
 * such a field is left out.
 *
 * @param loads the latest first
 */
export async function collectChanges(client: PoolClient, loads: readonly CollectedLoad[]): Promise<void> {
  const [latest, ...earlier] = loads;
  await client.query(LATEST, [latest?.id, latest?.changed_at]);
  if (earlier.length > 0) await client.query('create unique index on pg_temp.undo_change (product_id)');
  for (const { id, changed_at } of earlier) {
    await client.query(JOIN_EARLIER, [id, changed_at]);
    await client.query(ADD_EARLIER, [id, changed_at]);
  }
}

/** $1 load, $2 the time of its changes. */
const LATEST = `create temp table undo_change on commit drop as
  select c.*, '{}'::text[] as changed_between from product_field_change c where c.update_id = $1 and c.changed_at = $2`;

/** Adds the products that no later load changed. $1 load, $2 the time of its changes. */
const ADD_EARLIER = `insert into pg_temp.undo_change
  select c.*, '{}' from product_field_change c where c.update_id = $1 and c.changed_at = $2
  on conflict (product_id) do nothing`;

/** The fields that are joined independently, with their columns. */
const FIELDS: readonly (readonly [field: string, columns: readonly string[]])[] = [
  ...SINGLE.map((name) => [name, [name]] as const),
  ['price', ['price', 'currency']],
];

const values = (row: string, columns: readonly string[], side: 'from' | 'to'): string =>
  `(${columns.map((name) => `${row}.${name}_${side}`)})`;
/** Whether a row has a change of a field. */
const wrote = (row: string, columns: readonly string[]): string =>
  `${values(row, columns, 'from')} is distinct from ${values(row, columns, 'to')}`;
/** Whether the later change started from the value that the earlier one wrote. */
const follows = (columns: readonly string[]): string =>
  `${values('later', columns, 'from')} is not distinct from ${values('earlier', columns, 'to')}`;
const isJoined = (field: string, columns: readonly string[]): string =>
  `(${wrote('earlier', columns)} and not '${field}' = any(later.changed_between)
    and (not ${wrote('later', columns)} or ${follows(columns)}))`;

function joinedColumns(field: string, columns: readonly string[]): string[] {
  const joined = isJoined(field, columns);
  return columns.flatMap((name) => [
    `case when ${joined} then earlier.${name}_from else later.${name}_from end as ${name}_from`,
    `case when ${joined} and not ${wrote('later', columns)} then earlier.${name}_to else later.${name}_to end as ${name}_to`,
  ]);
}

/** Each field whose later change did not start from the value that the earlier one wrote. */
const CHANGED_BETWEEN = FIELDS.map(
  ([field, columns]) =>
    `case when ${wrote('earlier', columns)} and ${wrote('later', columns)} and not ${follows(columns)} then '${field}' end`,
);

const JOINED = FIELDS.flatMap(([, columns]) => columns.flatMap((name) => [`${name}_from`, `${name}_to`]));

/** Joins a load's changes with later ones, for products changed by both. $1 load, $2 the time of its changes. */
const JOIN_EARLIER = `update pg_temp.undo_change u set feed_id_from = j.feed_id_from,
    ${[...JOINED, 'attributes_from', 'attributes_to'].map((name) => `${name} = j.${name}`)},
    changed_between = u.changed_between || j.between
  from (
    select later.product_id, earlier.feed_id_from,
      ${FIELDS.flatMap(([field, columns]) => joinedColumns(field, columns))},
      attribute.before as attributes_from, attribute.after as attributes_to,
      array_remove(array[${CHANGED_BETWEEN}], null) || coalesce(attribute.between, '{}') as between
    from product_field_change earlier join pg_temp.undo_change later on later.product_id = earlier.product_id
    cross join lateral (
      select coalesce(jsonb_object_agg(name, joined_from) filter (where joined_from is not null), '{}') as before,
        coalesce(jsonb_object_agg(name, joined_to) filter (where joined_to is not null), '{}') as after,
        array_agg('attributes.' || name) filter (where is_between) as between
      from (
        select name,
          case when is_joined then earlier_from else later_from end as joined_from,
          case when is_joined and not later_wrote then earlier_to else later_to end as joined_to,
          earlier_wrote and later_wrote and later_from is distinct from earlier_to as is_between
        from (
          select *, earlier_wrote and not 'attributes.' || name = any(later.changed_between)
            and (not later_wrote or later_from is not distinct from earlier_to) as is_joined
          from (
            select name, earlier.attributes_from -> name as earlier_from, earlier.attributes_to -> name as earlier_to,
              later.attributes_from -> name as later_from, later.attributes_to -> name as later_to,
              earlier.attributes_from -> name is distinct from earlier.attributes_to -> name as earlier_wrote,
              later.attributes_from -> name is distinct from later.attributes_to -> name as later_wrote
            from jsonb_object_keys(
              coalesce(earlier.attributes_from || earlier.attributes_to, '{}')
                || coalesce(later.attributes_from || later.attributes_to, '{}')
            ) name
          ) named
        ) compared
      ) joined
    ) attribute
    where earlier.update_id = $1 and earlier.changed_at = $2
  ) j where u.product_id = j.product_id`;
