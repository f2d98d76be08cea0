import { Readable } from 'node:stream';
import { dataExportsContract, type ExportJobFile, LIMITS } from '@commerce-integration/contract';
import { sqlOf } from '../database/queryable.ts';
import { server } from '../http/routes.ts';
import { streamAnswer } from '../http/streamed-answer.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { getJob } from '../jobs/jobs.queries.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { type StoredFile, storedFiles } from './export-files.queries.ts';
import { requestExport } from './request-export.ts';
import { templatesArchive } from './templates.ts';

interface ExportRouteParts {
  readonly units: UnitsOfWork;
  readonly store: ObjectStore;
  readonly queue: JobQueue;
  /** Days that files are kept. */
  readonly keptDays: number;
}

export function exportsRoutes({ units, store, queue, keptDays }: ExportRouteParts) {
  return server.router(dataExportsContract, {
    exportDataGroup: ({ params, body, req, res }) =>
      units.idempotent(req, res, async (em) => ({
        status: 202 as const,
        body: await requestExport(em, queue, params.data_group_id, body),
      })),

    listExportFiles: async ({ params, res }) => {
      const em = units.read(res);
      const job = await getJob(em, params.job_id);
      const files = await storedFiles(sqlOf(em), job.id);
      return { status: 200, body: { items: await Promise.all(files.map((file) => withLink(store, file, keptDays))) } };
    },

    getDataGroupTemplates: async ({ params, res }) => {
      const archive = await templatesArchive(units.read(res), params.data_group_id);
      res.setHeader('content-disposition', `attachment; filename="${params.data_group_id}-templates.zip"`);
      return streamAnswer(res, 'application/zip', Readable.from(archive, { objectMode: false }));
    },
  });
}

async function withLink(store: ObjectStore, file: StoredFile, keptDays: number): Promise<ExportJobFile> {
  const { id: _id, number: _number, objectKey, writtenAt, ...shown } = file;
  const seconds = LIMITS.exportLinkMinutes * 60;
  return {
    ...shown,
    url: await store.presignGet(objectKey, shown.file_name, seconds),
    url_expires_at: new Date(Date.now() + seconds * 1_000).toISOString(),
    kept_until: new Date(writtenAt.getTime() + keptDays * 24 * 3_600_000).toISOString(),
  };
}
