import {
  exportedFileSchema,
  formatId,
  importedFileSchema,
  JOB_TYPE_DECLARATIONS,
  type JobResult,
  type Job as JobShape,
  type JobType,
  jobNoteSchema,
  jobSubjectId,
} from '@commerce-integration/contract';
import { jobLinks } from '@commerce-integration/contract/rules';
import type { Job } from './job.entity.ts';

/** @param place only for a queued job */
export function presentJob(
  job: Job,
  partnerName: string,
  place?: Required<Pick<JobShape, 'queue_position' | 'estimated_start_at'>>,
): JobShape {
  return {
    job_id: job.publicId(),
    job_type: job.jobType,
    partner_id: formatId('partner', job.partnerId),
    partner_name: partnerName,
    status: job.status,
    message: job.message,
    created_at: job.createdAt.toISOString(),
    ...(job.startedAt ? { started_at: job.startedAt.toISOString() } : {}),
    ...(job.finishedAt ? { finished_at: job.finishedAt.toISOString() } : {}),
    ...place,
    attempt: job.attempt,
    progress: { ...(typeof job.rowsTotal === 'number' ? { rows_total: job.rowsTotal } : {}), rows_done: job.rowsDone },
    ...(job.result ? { result: presentResult(job.jobType, job.result) } : {}),
    ...(job.error ? { error: job.error } : {}),
    ...jobSubjectId(job.subject()),
    links: jobLinks({
      job_id: job.publicId(),
      job_type: job.jobType,
      subject: job.subject(),
      partnerId: job.partnerId,
    }),
  };
}

/** The result's fields in the contract's order, which stored JSON does not preserve. */
function presentResult(jobType: JobType, result: JobResult): JobResult {
  const declared = JOB_TYPE_DECLARATIONS[jobType].result;
  if (declared === null) return result;
  const { notes, ...counters } = inOrderOf(declared.schema.shape, filesInOrder(result)) as JobResult;
  return notes ? { ...counters, notes: notes.map((note) => inOrderOf(jobNoteSchema.shape, note)) } : counters;
}

/** Likewise for the fields of each file of an import or an export. */
function filesInOrder(result: JobResult): JobResult {
  if (!('files' in result)) return result;
  return 'bytes' in result
    ? { ...result, files: result.files.map((file) => inOrderOf(exportedFileSchema.shape, file)) }
    : { ...result, files: result.files.map((file) => inOrderOf(importedFileSchema.shape, file)) };
}

/** The fields of a value that a schema names, in the schema's order. */
function inOrderOf<T extends object>(shape: object, value: T): T {
  const names = Object.keys(shape) as (keyof T)[];
  return Object.fromEntries(names.flatMap((name) => (value[name] === undefined ? [] : [[name, value[name]]]))) as T;
}
