import { LIMITS } from '@commerce-integration/contract';
import {
  type AttributeSpellings,
  attributeKey,
  spellAttribute,
  tooManyAttributes,
} from '@commerce-integration/contract/feed-file';
import { attributeValues } from '@commerce-integration/contract/rules';
import { setAttributes } from '../../catalog/apply-product-updates.ts';
import { knownAttributes, newAttributes, noteAttributes } from '../../catalog/attribute-names.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { sqlOf } from '../../database/queryable.ts';
import { ImportRefused } from '../import-refused.ts';
import type { ImportScope, ProductRow, ProductRowService, RowOutcome, RowPlan, RowScope } from './row-service.ts';

/** Sets one attribute of one product in each row; a blank value removes it. */
export const attributeRows: ProductRowService = {
  about: 'product',
  refersTo: ['product'],
  check: attributeValues,
  begin: noteNames,
  plan: planRows,
};

/** Removes one attribute of one product in each row. */
export const removedAttributeRows: ProductRowService = {
  about: 'product',
  refersTo: ['product'],
  check: ({ name }) => attributeValues({ name, value: null }),
  plan: planRows,
};

/** The most distinct names read from a file: enough for each allowed one in several spellings. */
const MOST_NAMES = LIMITS.catalogueAttributes * 10;

/**
 * Records the names of new attributes in a separate transaction, as a load does, before products are locked. Tenancy:
 * the staged rows of this import.
 */
async function noteNames({ em, pool, partnerId, jobId, validateOnly }: ImportScope): Promise<void> {
  const { rows } = await sqlOf(em).query<{ name: string }>(
    `select min(line), vals ->> 'name' as name from pg_temp.staged_import_row
     where vals ->> 'value' is not null group by 2 order by 1 limit ${MOST_NAMES + 1}`,
  );
  if (rows.length > MOST_NAMES) {
    throw new ImportRefused(`The file names more than ${MOST_NAMES} different attributes.`);
  }
  const known = await knownAttributes(sqlOf(em), partnerId);
  const spelled = new Map<string, string>();
  for (const { name } of rows) {
    const key = attributeKey(name);
    if (!spelled.has(key)) spelled.set(key, spellAttribute(name, known));
  }
  const names = [...spelled.values()];
  const added = newAttributes(names, known);
  if (added.length === 0) return;
  const others = await inTransaction(pool, (client) => noteAttributes(client, { partnerId, jobId }, names), {
    dryRun: validateOnly,
  });
  if (others !== undefined) throw new ImportRefused(tooManyAttributes(others, added) ?? '');
}

async function planRows({ em, partnerId }: RowScope, rows: readonly ProductRow[]): Promise<RowPlan> {
  // With `validate_only`, new names are not recorded: the first spelling in these rows counts.
  const names = new Map(await knownAttributes(sqlOf(em), partnerId));
  const current = await currentAttributes(em, partnerId, rows);
  const changes: { productId: number; attributes: Record<string, string | null> }[] = [];
  const outcomes = rows.map(({ productId, values }): RowOutcome => {
    const name = spelling(values.name ?? '', names);
    const value = values.value ?? null;
    const now = current.get(productId) as Map<string, string | null>;
    if ((now.get(name) ?? null) === value) return 'unchanged';
    now.set(name, value);
    changes.push({ productId, attributes: { [name]: value } });
    return 'updated';
  });
  return {
    outcomes,
    write: async ({ jobId, at }) => {
      await setAttributes(em, changes, { partnerId, jobId, at });
    },
  };
}

function spelling(name: string, names: Map<string, string>): string {
  const spelled = spellAttribute(name, names as AttributeSpellings);
  names.set(attributeKey(name), spelled);
  return spelled;
}

/** The attributes of the products of some rows, by the numbers of the products. */
async function currentAttributes(
  em: ImportScope['em'],
  partnerId: number,
  rows: readonly ProductRow[],
): Promise<Map<number, Map<string, string | null>>> {
  const ids = [...new Set(rows.map(({ productId }) => productId))];
  const found = await sqlOf(em).query<{ id: string; attributes: Record<string, string> }>(
    'select id, attributes from product where partner_id = $1 and id = any($2::bigint[])',
    [partnerId, ids],
  );
  // A preview also asks for products that a file would create.
  const current = new Map(ids.map((id) => [id, new Map<string, string | null>()]));
  for (const { id, attributes } of found.rows) current.set(Number(id), new Map(Object.entries(attributes)));
  return current;
}
