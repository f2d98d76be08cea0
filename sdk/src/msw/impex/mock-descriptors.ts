import {
  builtInDescriptors,
  type CreateDataDescriptor,
  type DataDefinition,
  formatId,
  Problem,
} from '@commerce-integration/contract';
import {
  assertPatterns,
  attachmentNamed,
  contentTypeOf,
  describedFileName,
  exportedDefinition,
  sampleText,
  writeProblems,
} from '@commerce-integration/contract/rules';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import { actingPartnerById } from '../partners/mock-acting-partner.ts';
import { listRows } from '../store/mock-lists.ts';
import type { PartnerRow } from '../store/mock-rows.ts';
import { keep, type MockTables } from '../store/mock-tables.ts';
import { exportText } from './mock-export.ts';
import { patternProblem } from './mock-extract-pattern.ts';
import {
  assertMayHandle,
  type DescriptorRow,
  descriptorsOf,
  getDescriptor,
  presentDescriptor,
} from './mock-impex-rows.ts';
import { detect, previewRows } from './mock-previews.ts';

type Changes = 'updateDataDescriptor' | 'deleteDataDescriptor';

export const dataDescriptorHandlers: Omit<FeatureHandlers<'dataDescriptors'>, Changes> = {
  createDataDescriptor: (call) =>
    call.once(() => ({ status: 201, body: presentDescriptor(call.tables, createDescriptor(call, call.body)) })),

  listDataDescriptors: (call) => ({
    status: 200,
    body: listRows(call, descriptorsOf(call.tables), 'dataDescriptor', (row) => presentDescriptor(call.tables, row)),
  }),

  listBuiltInDescriptors: () => {
    const items = [...builtInDescriptors()];
    return { status: 200, body: { count: items.length, items } };
  },

  getDataDescriptor: (call) => {
    const row = getDescriptor(call, call.params.data_descriptor_id);
    const { version = row.shown.version } = call.query;
    const former = row.versions[version - 1];
    if (!former) {
      const { data_descriptor_id: id, version: current } = row.shown;
      throw new Problem('not_found', `Data descriptor ${id} has no version ${version}: the current one is ${current}.`);
    }
    const shown = { ...row.shown, version, ...former.definition, updated_at: former.made_at };
    return { status: 200, body: presentDescriptor(call.tables, { ...row, shown }) };
  },

  previewDataDefinition: (call) => {
    const { partner_id, definition, ...sample } = call.body;
    const partner = actingPartnerById(call, partner_id);
    assertPatterns(definition.columns, patternProblem);
    assertMayHandle(call, [definition.entity]);
    return { status: 200, body: previewRows(call.tables, partner.id, definition, sample) };
  },

  previewDataDescriptor: (call) => {
    const row = getDescriptor(call, call.params.data_descriptor_id);
    assertMayHandle(call, [row.shown.entity]);
    return { status: 200, body: previewRows(call.tables, row.partnerId, row.shown, call.body) };
  },

  detectDataDefinition: (call) => ({ status: 200, body: detect(call.body) }),

  exportDataDescriptor: (call) => {
    const { partnerId, shown } = getDescriptor(call, call.params.data_descriptor_id);
    const problems = writeProblems(shown);
    if (problems.length > 0) {
      const detail = `Data descriptor ${shown.data_descriptor_id} cannot be written. ${problems.join(' ')}`;
      throw new Problem('conflict', detail);
    }
    const layout = { ...exportedDefinition(shown, {}, new Date()), order_by: undefined };
    return fileAnswer(call, shown, 'export', () => exportText(call.tables, partnerId, layout).text);
  },

  getDataDescriptorSample: (call) => {
    const { shown } = getDescriptor(call, call.params.data_descriptor_id);
    return fileAnswer(call, shown, 'sample', () => sampleText(shown));
  },
};

/** The answer with a file of a descriptor, which the mock writes in UTF-8. @throws Problem `conflict` for a workbook */
function fileAnswer(
  { answerHeaders }: Pick<MockCall, 'answerHeaders'>,
  definition: DataDefinition,
  word: string,
  write: () => string,
) {
  if (definition.format.type === 'xlsx')
    throw new Problem('conflict', 'The mock writes no workbooks: try it against a server.');
  answerHeaders.set('content-disposition', attachmentNamed(describedFileName(definition, word)));
  const contentType = contentTypeOf({ ...definition.format, encoding: 'utf-8' });
  return { status: 200 as const, body: write(), contentType };
}

/** @throws Problem as `actingPartnerById` and `assertPatterns` do */
function createDescriptor(call: MockCall, { partner_id, ...definition }: CreateDataDescriptor): DescriptorRow {
  const { tables } = call;
  assertMayHandle(call, [definition.entity]);
  const partner = actingPartnerById(call, partner_id);
  assertPatterns(definition.columns, patternProblem);
  return addDescriptor(tables, partner, definition);
}

export function addDescriptor(
  tables: MockTables,
  partner: Pick<PartnerRow, 'id' | 'shown'>,
  definition: DataDefinition,
): DescriptorRow {
  const id = tables.next('dataDescriptor');
  const made_at = new Date().toISOString();
  const ids = { data_descriptor_id: formatId('dataDescriptor', id), partner_id: partner.shown.partner_id };
  const shown = { ...ids, version: 1, ...definition, created_at: made_at, updated_at: made_at };
  return keep(descriptorsOf(tables), { id, partnerId: partner.id, shown, versions: [{ definition, made_at }] });
}
