import { type DataDefinition, LIMITS, Problem } from '@commerce-integration/contract';
import {
  feedDescriptorProblem,
  type MappedRow,
  noRowsPushed,
  type PushedRow,
  tooManyRowsPushed,
  unreadableFile,
} from '@commerce-integration/contract/rules';
import type { FeedDescriptors, ReadRow } from '../order-updates/feed-descriptors.ts';
import { ImportRefused } from './import-refused.ts';
import { mapRows } from './map-rows.ts';
import { resolvedRows } from './resolve-lookups.ts';
import { lockedDescriptor } from './used-descriptors.ts';

/** The most characters of the values of one file: constants and templates can exceed its bytes. */
const MOST_CHARACTERS = 8 * LIMITS.pushBytes;

/** The descriptor functions that feeds of order updates need: pushed files are read like imported ones. */
export const orderUpdateFiles: FeedDescriptors = {
  async own(em, partnerId, id) {
    const descriptor = await lockedDescriptor(em, partnerId, id);
    if (!descriptor) throw new Problem('not_found', `Data descriptor ${id} not found.`);
    const message = feedDescriptorProblem(descriptor.definition, id);
    if (message === undefined) return descriptor.id;
    const errors = [{ path: 'data_descriptor_id', code: 'invalid_value', message }];
    throw new Problem('validation_failed', message, { errors });
  },

  // Tenancy: descriptors that feeds name, which are of the partners of the feeds.
  async definitions(sql, descriptors) {
    if (descriptors.length === 0) return new Map();
    const { rows } = await sql.query<{ id: string; definition: DataDefinition }>(
      'select id, definition from data_descriptor where id = any($1::bigint[])',
      [descriptors],
    );
    return new Map(rows.map(({ id, definition }) => [Number(id), definition]));
  },

  async read(definition, file, id) {
    try {
      const rows = await readFew(definition, file);
      if (rows.length === 0) throw noRowsPushed(id);
      return rows;
    } catch (error) {
      throw error instanceof ImportRefused ? unreadableFile(error.message, id) : error;
    }
  },

  async lookUp(sql, partnerId, { columns }, rows) {
    const targets = columns.map(({ target }) => target);
    const found: PushedRow[] = [];
    for await (const some of resolvedRows(atOnce([...rows]), columns, sql, partnerId)) {
      for (const row of some) found.push(pushedRow(row, targets));
    }
    return found;
  },
};

/** @throws UpdateRefused where there are too many; ImportRefused */
async function readFew(definition: DataDefinition, file: Uint8Array): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  let characters = 0;
  for await (const some of mapRows(atOnce(file), definition)) {
    for (const row of some) {
      rows.push(row);
      for (const value of row.values) characters += value?.length ?? 0;
    }
    if (rows.length > LIMITS.pushedUpdates || characters > MOST_CHARACTERS) throw tooManyRowsPushed();
  }
  return rows;
}

/** A row with a missing reference becomes a parked update, even where an import would leave it out. */
function pushedRow(
  { line, values, problems, unresolved = [], isLeftOut = false }: MappedRow,
  targets: string[],
): PushedRow {
  const named = Object.fromEntries(targets.map((target, index) => [target, values[index]]));
  return { line, values: named, problems: [...problems, ...unresolved], isLeftOut };
}

async function* atOnce<T>(all: T): AsyncGenerator<T> {
  yield all;
}
