import type { Readable } from 'node:stream';
import { isMissingObject, type MeantObject, ObjectReplaced, type ObjectStore } from '../storage/object-store.ts';

/** An object that was checked. Uploads from before tags were kept have none: they are told by their size. */
export interface CheckedObject extends MeantObject {
  objectKey: string;
}

/** What has become of an object that was checked, where it cannot be read. */
export type LostObject = 'gone' | 'replaced';

/** The bytes that were checked as a stream. @throws an error that `lostObject` knows */
export function openCheckedObject(store: ObjectStore, object: CheckedObject, signal?: AbortSignal): Promise<Readable> {
  return store.get(object.objectKey, object, signal);
}

/** What has become of a checked object, where anything has. */
export async function findLostObject(store: ObjectStore, object: CheckedObject): Promise<LostObject | undefined> {
  const stored = await store.stat(object.objectKey);
  if (!stored) return 'gone';
  const same = object.etag ? stored.etag === object.etag : stored.size === (object.sizeBytes ?? stored.size);
  return same ? undefined : 'replaced';
}

/** What an error of reading says has become of the object. */
export function lostObject(error: unknown): LostObject | undefined {
  if (error instanceof ObjectReplaced) return 'replaced';
  return isMissingObject(error) ? 'gone' : undefined;
}
