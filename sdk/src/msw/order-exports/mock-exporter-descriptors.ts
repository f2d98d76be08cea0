import {
  type DataDefinition,
  type ExporterFormat,
  type ExporterKind,
  formatId,
  idNumber,
  Problem,
} from '@commerce-integration/contract';
import {
  descriptorChangeRefused,
  descriptorInUse,
  descriptorOfFormat,
  exporterDescriptorProblem,
  fileNameAfter,
  NO_DESCRIPTOR_FOR_ALL,
} from '@commerce-integration/contract/rules';
import type { DescriptorUses } from '../impex/mock-change-descriptor.ts';
import { type DescriptorRow, descriptorsOf } from '../impex/mock-impex-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';
import { type ExporterRow, exportersOf } from './mock-exporter-rows.ts';

/** The definition of the data descriptor that a format names. @throws Problem as the server does */
export function describedFormat(
  tables: MockTables,
  { kind, partnerId }: { kind: ExporterKind; partnerId: number | null },
  format: ExporterFormat | undefined,
): DataDefinition | undefined {
  const id = descriptorOfFormat(format ?? null);
  if (id === null) return undefined;
  if (partnerId === null) throw invalidFormat(NO_DESCRIPTOR_FOR_ALL);
  const found = descriptorsOf(tables).get(idNumber(id));
  if (found?.partnerId !== partnerId) {
    const partner = formatId('partner', partnerId);
    throw new Problem('not_found', `Data descriptor ${id} not found: partner ${partner} has none with this ID.`);
  }
  const problem = exporterDescriptorProblem(kind, id, found.shown);
  if (problem !== undefined) throw invalidFormat(problem);
  return found.shown;
}

function invalidFormat(message: string): Problem {
  return new Problem('validation_failed', message, { errors: [{ path: 'format', code: 'invalid', message }] });
}

/** What the mock's exporters have to do with changes of the descriptors by which they write. */
export const exporterUses: DescriptorUses = {
  assertUnused(tables, descriptor) {
    const [exporter] = exportersBy(tables, descriptor);
    if (!exporter) return;
    throw new Problem('conflict', descriptorInUse(descriptor.shown.data_descriptor_id, exporter.shown.exporter_id));
  },

  followChange(tables, descriptor, definition) {
    const exporters = exportersBy(tables, descriptor);
    for (const { shown } of exporters) {
      const problem = exporterDescriptorProblem(shown.kind, descriptor.shown.data_descriptor_id, definition);
      if (problem !== undefined) throw new Problem('conflict', descriptorChangeRefused(shown.exporter_id, problem));
    }
    for (const exporter of exporters) {
      const { fileName } = exporter.settings;
      if (fileName === null) continue;
      exporter.settings = { ...exporter.settings, fileName: fileNameAfter(fileName, definition.format.type) };
    }
  },
};

function exportersBy(tables: MockTables, { shown }: DescriptorRow): ExporterRow[] {
  return [...exportersOf(tables).values()].filter(({ settings }) => settings.format === shown.data_descriptor_id);
}
