import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

/** A listed operation: its position in the batch, and its file's location in the archive. */
export interface StoredOperation {
  position: number;
  operationId: string;
  dataOffset: number;
  packedBytes: number;
  unpackedBytes: number;
  crc32: number;
  deflated: boolean;
}

interface Row {
  position: number;
  operation_id: string;
  data_offset: string;
  packed_bytes: number;
  unpacked_bytes: number;
  crc32: string;
  deflated: boolean;
}

/**
 * A batch's operations after a position, in the order of execution. Tenancy: the batch is the job's own, or was read in
 * the caller's own unit of work.
 */
export async function storedOperations(
  em: UnitOfWork,
  batchId: number,
  after: number,
  limit: number,
  only?: 'failed',
): Promise<StoredOperation[]> {
  const { rows } = await sqlOf(em).query<Row>(
    `select position, operation_id, data_offset, packed_bytes, unpacked_bytes, crc32, deflated
     from batch_operation where batch_id = $1 and position > $2::bigint ${only ? `and status = '${only}'` : ''}
     order by position limit $3`,
    [batchId, after, limit],
  );
  return rows.map((row) => ({
    position: row.position,
    operationId: row.operation_id,
    dataOffset: Number(row.data_offset),
    packedBytes: row.packed_bytes,
    unpackedBytes: row.unpacked_bytes,
    crc32: Number(row.crc32),
    deflated: row.deflated,
  }));
}
