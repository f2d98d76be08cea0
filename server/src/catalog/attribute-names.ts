import {
  type AttributeSpellings,
  attributeKey,
  attributeSpellings,
  spellAttribute,
  tooManyAttributes,
} from '@commerce-integration/contract/feed-file';
import { LOCKS, lockUntilCommit } from '../database/locks.ts';
import type { Queryable } from '../database/queryable.ts';

/** The partner and job that use attribute names. */
export interface NamingJob {
  partnerId: number;
  jobId: number;
}

/** The attribute names that the partner's products use or have used. */
export async function knownAttributes(connection: Queryable, partnerId: number): Promise<AttributeSpellings> {
  const { rows } = await connection.query<{ key: string; name: string }>(
    'select key, name from attribute_name where partner_id = $1',
    [partnerId],
  );
  return new Map(rows.map(({ key, name }) => [key, name]));
}

/**
 * Records the attributes that a job is about to write, in an open transaction, so that concurrent jobs use the same
 * spelling. If there are too many names, deletes those that no product uses any more.
 *
 * @param names as spelled by `spellAttribute`
 * @returns undefined where all are recorded; where there would be too many, the number of names without them
 * @throws Error where another job has recorded another spelling in the meantime: this job must start again
 */
export async function noteAttributes(
  connection: Queryable,
  job: NamingJob,
  names: readonly string[],
): Promise<number | undefined> {
  await lockUntilCommit(connection, LOCKS.attributeNames(job.partnerId));
  let known = await knownAttributes(connection, job.partnerId);
  const clash = names.find((name) => spellAttribute(name, known) !== name);
  if (clash !== undefined) throw new Error(`The attribute ${clash} has been spelled otherwise meanwhile`);
  const added = newAttributes(names, known);
  if (tooManyAttributes(known.size, added) !== undefined) {
    await forgetUnused(connection, job, names);
    known = await knownAttributes(connection, job.partnerId);
  }
  if (tooManyAttributes(known.size, added) !== undefined) return known.size;
  await connection.query(
    `insert into attribute_name (partner_id, key, name)
     select $1, key, name from json_to_recordset($2::json) as named (key text, name text)`,
    [job.partnerId, JSON.stringify([...attributeSpellings(added)].map(([key, name]) => ({ key, name })))],
  );
  return undefined;
}

/** The names that are new to the catalogue. */
export function newAttributes(names: readonly string[], known: AttributeSpellings): string[] {
  return names.filter((name) => !known.has(attributeKey(name)));
}

/** While another job runs, nothing is deleted: it may be about to use any of the names. */
async function forgetUnused(
  connection: Queryable,
  { partnerId, jobId }: NamingJob,
  wanted: readonly string[],
): Promise<void> {
  await connection.query(
    `delete from attribute_name where partner_id = $1
       and not exists (select from job where partner_id = $1 and status = 'running' and id <> $2)
       and name not in (select value from json_array_elements_text($3::json))
       and name not in (select jsonb_object_keys(attributes) from product where partner_id = $1)`,
    [partnerId, jobId, JSON.stringify(wanted)],
  );
}
