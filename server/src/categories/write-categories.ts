import type { TreeCategory } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

/**
 * Inserts and changes categories of a partner, with two statements for all. The caller has checked that their parents
 * exist and that there are no cycles.
 *
 * Tenancy: of the partner given.
 */
export async function writeCategories(
  em: UnitOfWork,
  partnerId: number,
  categories: ReadonlyMap<string, TreeCategory>,
  at: Date,
): Promise<void> {
  if (categories.size === 0) return;
  const sql = sqlOf(em);
  const rows = JSON.stringify([...categories].map(([code, { name, parent }]) => ({ code, name, parent })));
  await sql.query(
    `insert into category (partner_id, code, name, created_at, updated_at)
     select $1, code, name, $3, $3 from json_to_recordset($2::json) as row (code text, name text)
     on conflict (partner_id, code) do update set name = excluded.name, updated_at = excluded.updated_at`,
    [partnerId, rows, at],
  );
  await sql.query(
    `update category c set parent_id = p.id
     from json_to_recordset($2::json) as row (code text, parent text)
       left join category p on p.partner_id = $1 and p.code = row.parent
     where c.partner_id = $1 and c.code = row.code and c.parent_id is distinct from p.id`,
    [partnerId, rows],
  );
}

/** Removes categories of a partner, which must not leave children behind. Tenancy: of the partner given. */
export async function removeCategories(em: UnitOfWork, partnerId: number, codes: ReadonlySet<string>): Promise<void> {
  await sqlOf(em).query('delete from category where partner_id = $1 and code = any($2::text[])', [
    partnerId,
    [...codes],
  ]);
}
