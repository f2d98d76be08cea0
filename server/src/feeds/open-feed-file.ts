import type { Readable } from 'node:stream';
import { LOST_FEED_FILE } from '@commerce-integration/contract/rules';
import { gunzipped } from '../archives/gunzip.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { lostObject, openCheckedObject } from '../uploads/checked-object.ts';
import type { Feed } from './feed.entity.ts';

/** Streams the text of the file that was checked for a feed, unpacked if it is gzip. */
export async function openFeedFile(store: ObjectStore, feed: Feed, signal: AbortSignal): Promise<Readable> {
  const stored = await openCheckedObject(store, feed, signal);
  return feed.isGzip() ? gunzipped(stored) : stored;
}

/** Why a feed's file cannot be read even by a retry; undefined for other errors. */
export function feedFileLost(error: unknown): string | undefined {
  const lost = lostObject(error);
  return lost && LOST_FEED_FILE[lost];
}
