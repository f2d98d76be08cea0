import type { Readable } from 'node:stream';
import { isMissingObject, type MeantObject, ObjectReplaced, type ObjectStore } from '../storage/object-store.ts';

/** An object that was checked. Older uploads have no ETag; they are identified by their size. */
export interface CheckedObject extends MeantObject {
  objectKey: string;
}

/** Why a checked object cannot be read any more. */
export type LostObject = 'gone' | 'replaced';

/** Streams the checked bytes. @throws an error that `lostObject` recognises */
export function openCheckedObject(store: ObjectStore, object: CheckedObject, signal?: AbortSignal): Promise<Readable> {
  return store.get(object.objectKey, object, signal);
}

/** Why a checked object cannot be read any more; undefined where it is unchanged. */
export async function findLostObject(store: ObjectStore, object: CheckedObject): Promise<LostObject | undefined> {
  const stored = await store.stat(object.objectKey);
  if (!stored) return 'gone';
  const same = object.etag ? stored.etag === object.etag : stored.size === (object.sizeBytes ?? stored.size);
  return same ? undefined : 'replaced';
}

/** Which loss of an object a read error means; undefined for other errors. */
export function lostObject(error: unknown): LostObject | undefined {
  if (error instanceof ObjectReplaced) return 'replaced';
  return isMissingObject(error) ? 'gone' : undefined;
}
