import { Migration } from '@mikro-orm/migrations';

/**
 * Updates of the catalogue, and the fields that they changed, with the values before and after. The history of products
 * and the undo of loads read them.
 */
export class Migration20261129180000_field_changes extends Migration {
  override up(): void {
    for (const statement of TABLES) this.addSql(statement);
  }
}

const TABLES = [
  `create table catalogue_update (
    id bigint generated always as identity primary key,
    partner_id bigint not null,
    job_id bigint not null,
    feed_id bigint,
    began_at timestamptz(3) not null,
    changed_at timestamptz(3) not null,
    inserted integer not null,
    undone_by_job_id bigint
  )`,
  `create index catalogue_update_job_idx on catalogue_update (job_id, id)`,
  `create index catalogue_update_changed_idx on catalogue_update (changed_at)`,

  // No foreign keys, as for product: a load writes a row for each product that it changes. Both values of a field are
  // null if it did not change. The rows of one update are stored together, so that a BRIN index finds them.
  `create table product_field_change (
    update_id bigint not null,
    partner_id bigint not null,
    product_id bigint not null,
    changed_at timestamptz(3) not null,
    feed_id_from bigint,
    product_name_from text,
    product_name_to text,
    description_from text,
    description_to text,
    brand_from text,
    brand_to text,
    category_from text,
    category_to text,
    price_from numeric(16, 4),
    price_to numeric(16, 4),
    currency_from text,
    currency_to text,
    availability_from text,
    availability_to text,
    attributes_from jsonb,
    attributes_to jsonb
  ) partition by range (changed_at)`,
  `create table product_field_change_default partition of product_field_change default`,
  `create index product_field_change_product_idx on product_field_change (product_id, changed_at)`,
  `create index product_field_change_update_idx on product_field_change using brin (update_id)`,
];
