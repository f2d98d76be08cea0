import { idNumber, LIMITS, Problem } from '@commerce-integration/contract';
import {
  feedDescriptorProblem,
  noRowsPushed,
  type PushedRow,
  tooManyRowsPushed,
  unreadableFile,
  usedByFeed,
} from '@commerce-integration/contract/rules';
import type { DescriptorUses } from '../impex/mock-change-descriptor.ts';
import { type DescriptorRow, descriptorsOf } from '../impex/mock-impex-rows.ts';
import { mapRows, UnreadableFile } from '../impex/mock-import-reader.ts';
import { type MockTables, notFound } from '../store/mock-tables.ts';
import { feedsOf, type UpdateFeedRow } from './mock-update-rows.ts';

/** @throws Problem `not_found`, also for a descriptor of another partner; `validation_failed` for one of another entity */
export function assertOwnDescriptor(tables: MockTables, partnerId: number, id: string): void {
  const descriptor = descriptorsOf(tables).get(idNumber(id));
  if (descriptor?.partnerId !== partnerId) throw notFound('Data descriptor', id);
  const message = feedDescriptorProblem(descriptor.shown, id);
  if (message === undefined) return;
  const errors = [{ path: 'data_descriptor_id', code: 'invalid_value', message }];
  throw new Problem('validation_failed', message, { errors });
}

/** The data descriptor of a feed; undefined for a feed with a mapping. */
export function descriptorOf(tables: MockTables, { shown }: UpdateFeedRow): DescriptorRow | undefined {
  const { data_descriptor_id: id } = shown;
  return id === null ? undefined : descriptorsOf(tables).get(idNumber(id));
}

/** The rows of a pushed file: of CSV and JSON lines, and without lookups. @throws UpdateRefused */
export function readPushedRows(descriptor: DescriptorRow | undefined, file: Uint8Array): PushedRow[] {
  if (!descriptor) throw new Error('A feed without a mapping has a data descriptor');
  const { data_descriptor_id: id, columns } = descriptor.shown;
  const lookup = columns.find((column) => column.lookup);
  if (lookup) throw unreadableFile(`The mock has no lookup, which the column ${lookup.target} has: use a server.`, id);
  try {
    const rows = mapRows(file, descriptor.shown);
    if (rows.length === 0) throw noRowsPushed(id);
    if (rows.length > LIMITS.pushedUpdates) throw tooManyRowsPushed();
    return rows.map(({ line, values, problems, isLeftOut = false }) => {
      const named = Object.fromEntries(columns.map(({ target }, index) => [target, values[index]]));
      return { line, values: named, problems, isLeftOut };
    });
  } catch (error) {
    throw error instanceof UnreadableFile ? unreadableFile(error.message, id) : error;
  }
}

/** What the mock's feeds have to do with changes of the descriptors that they name. */
export const feedUses: DescriptorUses = {
  assertUnused,
  followChange(tables, descriptor, { entity }) {
    if (entity !== 'order_update') assertUnused(tables, descriptor);
  },
};

/** @throws Problem `conflict` */
function assertUnused(tables: MockTables, descriptor: DescriptorRow): void {
  const { data_descriptor_id: id } = descriptor.shown;
  const feed = [...feedsOf(tables).values()].find(({ shown }) => shown.data_descriptor_id === id);
  if (feed) throw usedByFeed(id, feed.shown.order_update_feed_id);
}
