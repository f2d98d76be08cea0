import type { PoolClient } from 'pg';
import { definitionOf } from '../../impex/descriptors.queries.ts';
import { currentLayout, type DescribedLayout } from '../../impex/used-descriptors.ts';
import type { ExporterRow } from './exporter-rows.ts';

// Tenancy of this file: the data descriptor of an exporter, which is of the same partner.

/** The layout of new requests and files: the current version of the exporter's data descriptor. */
export async function newLayout(
  client: PoolClient,
  { descriptor_id: id }: ExporterRow,
): Promise<DescribedLayout | null> {
  return id === null ? null : currentLayout(client, Number(id));
}

/**
 * The layouts of retried requests and files, each in its own version.
 *
 * @param current the layout of new ones
 */
export async function layoutsOf(
  client: PoolClient,
  current: DescribedLayout | null,
  versions: readonly (number | null)[],
): Promise<(version: number | null) => DescribedLayout | null> {
  if (current === null) return () => null;
  const layouts = new Map([[current.version, current]]);
  for (const version of new Set(versions)) {
    if (version === null || layouts.has(version)) continue;
    const kept = await definitionOf(client, current.id, version);
    if (!kept) throw new Error(`Version ${version} of data descriptor ${current.id} is gone`);
    layouts.set(version, { id: current.id, version, definition: kept.definition });
  }
  return (version) => layouts.get(version ?? current.version) ?? current;
}
