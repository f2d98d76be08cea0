import type { DataDefinition } from '../impex/descriptors.ts';
import { writeProblems } from '../impex/write-cell.ts';
import type { ExporterKind } from './exporter-schemas.ts';

type Definition = Pick<DataDefinition, 'entity' | 'columns' | 'format'>;

/**
 * Why an exporter cannot use the layout of a data descriptor, as a sentence; undefined if it can.
 *
 * @param id of the descriptor
 */
export function exporterDescriptorProblem(
  kind: ExporterKind,
  id: string,
  { entity, columns, format }: Definition,
): string | undefined {
  if (entity !== 'order')
    return `Data descriptor ${id} has the entity ${entity}: exporters need a descriptor with the entity order.`;
  if (kind === 'http' && format.type === 'xlsx')
    return `Data descriptor ${id} describes XLSX files, which only exporters of the kind s3_file write.`;
  // The mode only affects imports.
  const problems = writeProblems({ entity, columns, format, mode: 'merge' });
  if (problems.length > 0) return `Data descriptor ${id} cannot be written. ${problems.join(' ')}`;
  const fixed = columns.find(({ constant }) => constant !== undefined);
  if (fixed === undefined) return undefined;
  return `Data descriptor ${id} has a constant for ${fixed.target}, which excludes orders with other values: remove that column, and select orders with when.`;
}

/** Why an exporter of all partners cannot have a data descriptor. */
export const NO_DESCRIPTOR_FOR_ALL =
  'A data descriptor belongs to one partner, and the exporter is for all partners: set when.partner_id.';

/** Why a descriptor that an exporter uses cannot be deleted. */
export function descriptorInUse(id: string, exporterId: string): string {
  return `Order exporter ${exporterId} writes by data descriptor ${id}: give the exporter another format first.`;
}

/**
 * Why a change of a descriptor that an exporter uses is refused. @param problem the sentence of
 * `exporterDescriptorProblem`
 */
export function descriptorChangeRefused(exporterId: string, problem: string): string {
  return `Order exporter ${exporterId} could not write after this change. ${problem}`;
}
