import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ObjectStore } from '../storage/object-store.ts';
import type { Feed } from './feed.entity.ts';

/** The text of a feed's stored file as a stream, unpacked where it is gzip. */
export async function openFeedFile(store: ObjectStore, feed: Feed, signal: AbortSignal): Promise<Readable> {
  const stored = await store.get(feed.objectKey, signal);
  if (!feed.isGzip()) return stored;
  const gunzip = createGunzip();
  // Whoever reads the unpacked side hears of what breaks on the packed one.
  pipeline(stored, gunzip).catch((error: Error) => gunzip.destroy(error));
  return gunzip;
}
