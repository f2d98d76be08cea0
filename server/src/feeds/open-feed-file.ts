import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { LOST_FEED_FILE } from '@commerce-integration/contract/rules';
import type { ObjectStore } from '../storage/object-store.ts';
import { lostObject, openCheckedObject } from '../uploads/checked-object.ts';
import type { Feed } from './feed.entity.ts';

/** The text of the file that was checked for a feed as a stream, unpacked where it is gzip. */
export async function openFeedFile(store: ObjectStore, feed: Feed, signal: AbortSignal): Promise<Readable> {
  const stored = await openCheckedObject(store, feed, signal);
  if (!feed.isGzip()) return stored;
  const gunzip = createGunzip();
  // Whoever reads the unpacked side hears of what breaks on the packed one.
  pipeline(stored, gunzip).catch((error: Error) => gunzip.destroy(error));
  return gunzip;
}

/** Why a feed's file cannot be read, where trying again does not help. */
export function feedFileLost(error: unknown): string | undefined {
  const lost = lostObject(error);
  return lost && LOST_FEED_FILE[lost];
}
