import {
  type DataDefinition,
  type DataDescriptor,
  type DataGroup,
  type ExportDataGroup,
  formatId,
  idNumber,
  LIMITS,
  Problem,
} from '@commerce-integration/contract';
import {
  exportedDefinition,
  exportFileNames,
  exportMessage,
  exportProblem,
  exportResult,
  sampleFileNames,
  sampleText,
} from '@commerce-integration/contract/rules';
import { zipOf } from '../../internal/uploads/zip.ts';
import type { FeatureHandlers, MockCall, MockParts } from '../http/mock-call.ts';
import { exportText } from '../impex/mock-export.ts';
import { descriptorsOf, type GroupRow, getGroup } from '../impex/mock-impex-rows.ts';
import { newJob } from '../jobs/mock-job-rows.ts';
import { getJob, presentJob } from '../jobs/mock-jobs.ts';
import { LoadFailure, type LoadOutcome } from '../jobs/mock-worker.ts';
import { recordEvent } from '../store/mock-event-log.ts';
import type { JobRow, Owned } from '../store/mock-rows.ts';
import { keep, type MockTables } from '../store/mock-tables.ts';

/** What was asked of a group; its number is that of its job. */
interface ExportRow extends Owned {
  partnerId: number;
  groupId: DataGroup['data_group_id'];
  settings: ExportDataGroup;
  createdAt: Date;
  descriptors: { id: DataDescriptor['data_descriptor_id']; version: number; definition: DataDefinition }[];
  writtenAt?: Date;
}

const exportsOf = (tables: MockTables) => tables.own<ExportRow>('exportJob');
const DAY_MS = 86_400_000;

export const dataExportHandlers: FeatureHandlers<'dataExports'> = {
  exportDataGroup: (call) =>
    call.once(() => {
      const group = getGroup(call, call.params.data_group_id);
      return { status: 202, body: presentJob(call.tables, requestExport(call, group, call.body)) };
    }),

  listExportFiles: (call) => {
    const job = getJob(call, call.params.job_id);
    const row = exportsOf(call.tables).get(job.id);
    if (!row?.writtenAt || !job.result || !('bytes' in job.result)) return { status: 200, body: { items: [] } };
    const expiresAt = Date.now() + LIMITS.exportLinkMinutes * 60_000;
    const kept_until = new Date(row.writtenAt.getTime() + LIMITS.exportFileDays * DAY_MS).toISOString();
    const items = job.result.files.map((file) => ({
      ...file,
      url: call.storage.presignGet(objectKey(job, file.file_name), file.file_name, expiresAt),
      url_expires_at: new Date(expiresAt).toISOString(),
      kept_until,
    }));
    return { status: 200, body: { items } };
  },

  getDataGroupTemplates: async (call) => {
    const group = getGroup(call, call.params.data_group_id);
    const definitions = usedBy(call.tables, group).map(({ definition }) => definition);
    const names = sampleFileNames(definitions);
    const files = definitions.map((definition, index) => {
      return { name: names[index] ?? '', content: new TextEncoder().encode(sampleText(definition)) };
    });
    call.answerHeaders.set('content-disposition', `attachment; filename="${group.shown.data_group_id}-templates.zip"`);
    const bytes = new Uint8Array(await (await zipOf(files)).arrayBuffer());
    return { status: 200, body: '', bytes, contentType: 'application/zip' };
  },
};

function objectKey({ number }: JobRow, fileName: string): string {
  return `exports/${formatId('exportJob', number)}/${fileName}`;
}

function usedBy(tables: MockTables, { shown }: GroupRow): ExportRow['descriptors'] {
  return shown.descriptors.map((id) => {
    const row = descriptorsOf(tables).get(idNumber(id));
    if (!row) throw new Error(`Data descriptor ${id} is gone`);
    return { id, version: row.shown.version, definition: row.shown };
  });
}

/** @throws Problem `conflict` for a group of imports; `validation_failed` */
function requestExport({ tables, worker }: MockCall, group: GroupRow, settings: ExportDataGroup): JobRow {
  const { partnerId, shown } = group;
  if (shown.direction !== 'export') {
    throw new Problem('conflict', `Data group ${shown.data_group_id} is for imports, not for exports.`);
  }
  const descriptors = usedBy(tables, group);
  const problem = exportProblem(
    descriptors.map(({ definition }) => definition),
    settings,
  );
  if (problem) {
    throw new Problem('validation_failed', problem.message, { errors: [{ ...problem, code: 'invalid_value' }] });
  }
  const createdAt = new Date();
  const job = newJob(tables, { type: 'export', partnerId, subjectId: group.id, createdAt });
  keep(exportsOf(tables), { id: job.id, partnerId, groupId: shown.data_group_id, settings, createdAt, descriptors });
  worker.enqueue(job);
  return job;
}

/** Writes the files of an export, in UTF-8. What is packed on the server is not packed here. */
export function runExport({ tables, storage }: Pick<MockParts, 'tables' | 'storage'>, job: JobRow): LoadOutcome {
  const row = exportsOf(tables).get(job.id);
  if (!row) throw new Error(`Job ${job.number} has no export`);
  const { descriptors, settings, createdAt, partnerId } = row;
  const definitions = descriptors.map(({ definition }) => definition);
  const names = exportFileNames(definitions, createdAt, { ...settings, compress: 'none' });
  const files = descriptors.map(({ id, version, definition }, index) => {
    const layout = exportedDefinition(definition, settings, createdAt);
    if (layout.format.type === 'xlsx') throw new LoadFailure('the mock writes no workbooks: try it against a server.');
    const { text, rows } = exportText(tables, partnerId, layout, settings.for === 'spreadsheet');
    const bytes = new TextEncoder().encode(text);
    const file_name = names[index] ?? '';
    storage.put(objectKey(job, file_name), bytes, 'application/octet-stream');
    return { file_name, data_descriptor_id: id, version, entity: definition.entity, rows, bytes: bytes.length };
  });
  row.writtenAt = new Date();
  const result = exportResult(files);
  return { result, message: exportMessage(result), errors: [], changes: [] };
}

/** Records the event of an export that has completed or failed. */
export function recordExportEnd(tables: MockTables, job: JobRow): void {
  const row = exportsOf(tables).get(job.id);
  if (!row || job.status === 'cancelled') return;
  const { partnerId, message, result } = job;
  const about = { data_group_id: row.groupId, job_id: formatId('exportJob', job.number), message };
  if (result && 'bytes' in result)
    recordEvent(tables, { type: 'export.completed', partnerId, data: { ...about, result } });
  else recordEvent(tables, { type: 'export.failed', partnerId, data: { ...about, error: job.error ?? message } });
}
