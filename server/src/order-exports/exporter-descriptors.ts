import {
  type DataDefinition,
  type ExporterFormat,
  type ExporterKind,
  formatId,
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
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { type DescriptorUses, lockedDescriptor } from '../impex/used-descriptors.ts';

/**
 * The definition of the data descriptor that a format names, locked until the exporter is stored; undefined for another
 * format. Read it before locking exporters, in the same order as changes of descriptors.
 *
 * @param partnerId null for an exporter of all partners
 * @throws Problem `not_found` for a descriptor that is not the exporter's partner's; `validation_failed`
 */
export async function describedFormat(
  em: UnitOfWork,
  { kind, partnerId }: { kind: ExporterKind; partnerId: number | null },
  format: ExporterFormat | undefined,
): Promise<DataDefinition | undefined> {
  const id = descriptorOfFormat(format ?? null);
  if (id === null) return undefined;
  if (partnerId === null) throw invalidFormat(NO_DESCRIPTOR_FOR_ALL);
  const found = await lockedDescriptor(em, partnerId, id);
  if (!found) {
    const partner = formatId('partner', partnerId);
    throw new Problem('not_found', `Data descriptor ${id} not found: partner ${partner} has none with this ID.`);
  }
  const problem = exporterDescriptorProblem(kind, id, found.definition);
  if (problem !== undefined) throw invalidFormat(problem);
  return found.definition;
}

function invalidFormat(message: string): Problem {
  return new Problem('validation_failed', message, { errors: [{ path: 'format', code: 'invalid', message }] });
}

interface UsingExporter {
  id: string;
  kind: ExporterKind;
  file_name: string | null;
}

/** How exporters react to changes of their descriptors. */
export const exporterUses: DescriptorUses = {
  async assertUnused(em, id) {
    const [exporter] = await exportersOf(em, id);
    if (exporter)
      throw new Problem(
        'conflict',
        descriptorInUse(formatId('dataDescriptor', id), formatId('orderExporter', Number(exporter.id))),
      );
  },

  async followChange(em, id, definition) {
    for (const { id: exporter, kind, file_name: before } of await exportersOf(em, id)) {
      const problem = exporterDescriptorProblem(kind, formatId('dataDescriptor', id), definition);
      if (problem !== undefined)
        throw new Problem('conflict', descriptorChangeRefused(formatId('orderExporter', Number(exporter)), problem));
      const fileName = before === null ? null : fileNameAfter(before, definition.format.type);
      if (fileName === before) continue;
      // Tenancy: of an exporter of a descriptor that was read for the caller.
      await sqlOf(em).query(
        'update order_exporter set file_name = $2 where id = $1 and descriptor_id = $3 and file_name = $4',
        [exporter, fileName, id, before],
      );
    }
  },
};

/** Tenancy: of a descriptor that was read for the caller; it is locked, so that no exporter takes it meanwhile. */
async function exportersOf(em: UnitOfWork, descriptorId: number): Promise<UsingExporter[]> {
  const { rows } = await sqlOf(em).query<UsingExporter>(
    'select id, kind, file_name from order_exporter where descriptor_id = $1 order by id',
    [descriptorId],
  );
  return rows;
}
