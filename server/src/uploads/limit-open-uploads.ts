import { LIMITS } from '@commerce-integration/contract';
import { assertMayOpenUpload } from '@commerce-integration/contract/rules';
import { LOCKS, lockUntilCommit } from '../database/locks.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import type { UploadTable } from './upload-table.ts';

/**
 * Keeps a partner from opening uploads faster than abandoned ones can be deleted. Holds a lock for the rest of the
 * transaction, so that two concurrent calls do not both find room for one more.
 *
 * @throws Problem `too_many_open_uploads`
 */
export async function limitOpenUploads(
  em: UnitOfWork,
  { name, open, expiresAt }: UploadTable,
  partnerId: number,
): Promise<void> {
  const sql = sqlOf(em);
  await lockUntilCommit(sql, LOCKS.openUploads(name, partnerId));
  const { rows } = await sql.query<{ open: number }>(
    `select count(*)::integer as open from
       (select 1 from ${name} where partner_id = $1 and ${open} and ${expiresAt} > now() limit $2) as found`,
    [partnerId, LIMITS.openUploads],
  );
  assertMayOpenUpload(rows[0]?.open ?? 0);
}
