import { z } from 'zod';
import {
  dataGroupIdSchema,
  feedIdSchema,
  formatId,
  type Id,
  importJobIdSchema,
  operationsBatchIdSchema,
  orderExporterIdSchema,
  validationJobIdSchema,
  webhookIdSchema,
} from '../shared/ids.ts';
import type { JobSubjectType } from '../shared/job-types.ts';

/** The subject of a job: its type and number. */
export interface JobSubject {
  readonly type: JobSubjectType;
  readonly id: number;
}

/** The fields of a job that name its subject. A job has one of them. */
export const jobSubjectFields = {
  feed_id: feedIdSchema.optional(),
  batch_id: operationsBatchIdSchema.optional(),
  webhook_id: webhookIdSchema.optional(),
  exporter_id: orderExporterIdSchema.optional(),
  data_group_id: dataGroupIdSchema.optional(),
  undone_job_id: z
    .union([validationJobIdSchema, importJobIdSchema])
    .optional()
    .meta({ description: 'The validation job or import job that an undo job undoes.' }),
};

/** For each type of subject: the kind of its IDs, the field with its ID, and its links. */
export const JOB_SUBJECTS = {
  feed: {
    idKind: 'feed',
    field: 'feed_id',
    links: (feedId: string) => ({ feed: `/feeds/${feedId}` }),
  },
  operations_batch: {
    idKind: 'operationsBatch',
    field: 'batch_id',
    links: (batchId: string, orgId: string) => {
      const batch = `/org/${orgId}/operations-batches/${batchId}`;
      return { batch, operations: `${batch}/operations`, errors_zip: `${batch}/errors.zip` };
    },
  },
  webhook: {
    idKind: 'webhook',
    field: 'webhook_id',
    links: (webhookId: string) => ({
      webhook: `/webhooks/${webhookId}`,
      deliveries: `/webhook-deliveries?webhook_id=${webhookId}`,
    }),
  },
  order_exporter: {
    idKind: 'orderExporter',
    field: 'exporter_id',
    links: (exporterId: string) => ({
      exporter: `/order-exporters/${exporterId}`,
      exports: `/order-exports?exporter_id=${exporterId}`,
    }),
  },
  data_group: {
    idKind: 'dataGroup',
    field: 'data_group_id',
    links: (groupId: string) => ({ data_group: `/data-groups/${groupId}` }),
  },
  validation_job: {
    idKind: 'validationJob',
    field: 'undone_job_id',
    links: undoneJobLinks,
  },
  import_job: {
    idKind: 'importJob',
    field: 'undone_job_id',
    links: undoneJobLinks,
  },
} as const satisfies Record<
  JobSubjectType,
  {
    idKind: string;
    field: keyof typeof jobSubjectFields;
    links(subjectId: string, orgId: string): Record<string, string>;
  }
>;

/** The ID of a job's subject, under its field's name: `{ feed_id: 'FD00001' }`; empty for a job without a subject. */
export function jobSubjectId(subject: JobSubject | null): {
  feed_id?: Id<'feed'>;
  batch_id?: Id<'operationsBatch'>;
  webhook_id?: Id<'webhook'>;
  exporter_id?: Id<'orderExporter'>;
  data_group_id?: Id<'dataGroup'>;
  undone_job_id?: Id<'validationJob' | 'importJob'>;
} {
  if (subject === null) return {};
  const { field, idKind } = JOB_SUBJECTS[subject.type];
  return { [field]: formatId(idKind, subject.id) };
}

function undoneJobLinks(jobId: string) {
  return { undone_job: `/jobs/${jobId}` };
}
