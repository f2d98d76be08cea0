import {
  type BatchOperation,
  isTerminal,
  type JobStatus,
  type OperationStatus,
  type Page,
} from '@commerce-integration/contract';
import { CURSOR_POSITIONS, entryNameOf, type OperationProblem, toPage } from '@commerce-integration/contract/rules';
import { openCursor, sealCursor } from '../database/list.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { allOf, rowsOf, sql, when } from '../database/sql.ts';
import type { OperationsBatch } from './operations-batch.entity.ts';

interface OperationRow {
  operation_id: string;
  position: number;
  operation_type: string | null;
  status: 'pending' | 'succeeded' | 'failed';
  error: OperationProblem | null;
}

export interface ListOperationsQuery {
  status?: OperationStatus | undefined;
  limit: number;
  cursor?: string | undefined;
}

/**
 * A batch's operations in the order of execution. Tenancy: the caller's unit of work must have read the batch before,
 * which checks whether the caller may see it.
 */
export async function listBatchOperations(
  em: UnitOfWork,
  batch: OperationsBatch,
  jobStatus: JobStatus,
  { status, limit, cursor }: ListOperationsQuery,
): Promise<Page<BatchOperation>> {
  const query = ['batch-operations', batch.publicId(), status];
  const [after] = cursor === undefined ? [0] : openCursor(query, cursor, CURSOR_POSITIONS.row);
  const stored = storedStatus(status, jobStatus);
  const rows =
    stored === 'none'
      ? []
      : await rowsOf<OperationRow>(
          sqlOf(em),
          sql`select operation_id, position, operation_type, status, error from batch_operation
           where batch_id = ${batch.id} and position > ${after}::bigint and ${allOf(when(stored, (one) => sql`status = ${one}`))}
           order by position limit ${limit + 1}`,
        );
  return toPage(
    rows,
    limit,
    (row) => presentOperation(row, jobStatus),
    (row) => sealCursor(query, [row.position]),
  );
}

/** An operation that is still pending when the job has ended was skipped. */
function storedStatus(
  status: OperationStatus | undefined,
  jobStatus: JobStatus,
): OperationRow['status'] | 'none' | undefined {
  const ended = isTerminal(jobStatus);
  if (status === 'skipped') return ended ? 'pending' : 'none';
  if (status === 'pending') return ended ? 'none' : 'pending';
  return status;
}

function presentOperation(row: OperationRow, jobStatus: JobStatus): BatchOperation {
  return {
    operation_id: row.operation_id,
    position: row.position,
    type: row.operation_type,
    status: row.status === 'pending' && isTerminal(jobStatus) ? 'skipped' : row.status,
    ...(row.error ? { error: presentProblem(row.error) } : {}),
    entry_name: entryNameOf(row.operation_id),
  };
}

/** In the contract's field order, which stored JSON does not preserve. */
export function presentProblem({ code, message, errors }: OperationProblem): NonNullable<BatchOperation['error']> {
  const fields = errors?.map((field) => ({ path: field.path, code: field.code, message: field.message }));
  return { code, message, ...(fields ? { errors: fields } : {}) };
}
