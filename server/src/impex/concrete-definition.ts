import type { DataDefinition } from '@commerce-integration/contract';
import { hasRest, withRestColumns } from '@commerce-integration/contract/rules';
import { ImportRefused } from './import-refused.ts';
import { readHeader } from './readers/read-header.ts';

/**
 * The definition for one file: where columns stand for all others of a file, those that its header names.
 *
 * @param open the file, of which the header is read
 * @throws ImportRefused for a header that cannot be read, or names what is no attribute
 */
export async function concreteDefinition<D extends DataDefinition>(
  definition: D,
  open: () => AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>,
): Promise<D> {
  if (!hasRest(definition.columns)) return definition;
  const columns = withRestColumns(definition.columns, await readHeader(await open(), definition.format));
  if (typeof columns === 'string') throw new ImportRefused(columns);
  return { ...definition, columns };
}
