import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { LOST_FEED_FILE } from '@commerce-integration/contract/rules';
import type { ObjectStore } from '../storage/object-store.ts';
import { lostObject, openCheckedObject } from '../uploads/checked-object.ts';
import type { Feed } from './feed.entity.ts';

/** Streams the text of the file that was checked for a feed, unpacked if it is gzip. */
export async function openFeedFile(store: ObjectStore, feed: Feed, signal: AbortSignal): Promise<Readable> {
  const stored = await openCheckedObject(store, feed, signal);
  if (!feed.isGzip()) return stored;
  const gunzip = createGunzip();
  // The reader of the unpacked stream must receive errors of the packed one.
  pipeline(stored, gunzip).catch((error: Error) => gunzip.destroy(error));
  return gunzip;
}

/** Why a feed's file cannot be read even by a retry; undefined for other errors. */
export function feedFileLost(error: unknown): string | undefined {
  const lost = lostObject(error);
  return lost && LOST_FEED_FILE[lost];
}
