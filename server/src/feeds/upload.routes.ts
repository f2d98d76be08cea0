import { createHash } from 'node:crypto';
import {
  type FeedAccepted,
  invalidFields,
  Problem,
  type UploadFields,
  uploadFieldsSchema,
} from '@commerce-integration/contract';
import { plainFileName } from '@commerce-integration/contract/rules';
import type { Request, RequestHandler, Response } from 'express';
import { releaseWithCall } from '../http/call-resources.ts';
import { fingerprintOf } from '../http/idempotency.ts';
import { type FileReceiver, multipartFile, receivedFile } from '../http/multipart-file.ts';
import type { KeyedRequest, UnitsOfWork } from '../http/unit-of-work.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import type { FeedLimits } from './feed-limits.ts';
import { createUploadedFeed, placeFeedFile, type StoredFeedFile, storeFeedFile } from './upload-feed.ts';

/** What the routes of feeds need. */
export interface FeedRouteParts extends FeedLimits {
  units: UnitsOfWork;
  store: ObjectStore;
}

/** The stored file of an upload; or only its facts, if an earlier call with the same key has stored it. */
interface Received {
  fileName: string;
  sha256: string;
  stored?: StoredFeedFile;
}

/** The middleware before the upload's handler: claims the idempotency key, then reads the form. */
export function receiveUpload({ units, store, direct }: FeedRouteParts): RequestHandler[] {
  const claimKey: RequestHandler = async (req, res, next) => {
    const claim = await units.claimKey(req, res);
    if (claim) res.locals.claim = claim;
    next();
  };
  const receive: FileReceiver<Received> = async (res, texts, { name, contentType, stream }) => {
    const fileName = plainFileName(name);
    // Refuses invalid fields that precede the file before anything is stored.
    const fields = uploadFields(texts);
    const { claim } = res.locals;
    if (claim && 'outcome' in claim) return { fileName, sha256: await digest(stream) };
    const file = { fileName, contentType, stream };
    const stored = await storeFeedFile(units.read(res), store, res.locals.caller.partner, fields, file, direct);
    await releaseFile(res, store, stored);
    return { fileName, sha256: stored.facts.sha256, stored };
  };
  return [claimKey, ...multipartFile(receive, direct.maxBytes, direct.tooLarge)];
}

/**
 * The upload's handler: creates the feed for the received file, or deletes the file.
 *
 * @param fields those before and after the file
 */
export async function finishUpload(
  { units, store }: FeedRouteParts,
  fields: UploadFields,
  req: KeyedRequest & Pick<Request, 'file'>,
  res: Response,
): Promise<{ status: 201; body: FeedAccepted }> {
  const { fileName, sha256, stored } = receivedFile<Received>(req.file);
  const owner = res.locals.caller.partner;
  const placed = stored && (await placeFeedFile(units.read(res), store, owner, fields, stored));
  if (placed && placed !== stored) await releaseFile(res, store, placed);
  const fingerprint = fingerprintOf(req.method, req.path, fields, fileName, sha256);
  try {
    return await units.completeClaim(res, res.locals.claim, fingerprint, async (em) => {
      if (!placed) throw new Error('A first call has stored its file');
      return { status: 201 as const, body: await createUploadedFeed(em, store, owner, fields, placed) };
    });
  } catch (error) {
    // A refusal has written nothing. After any other failure the feed may have been committed, for example if the
    // connection breaks before the response: an orphaned file does no harm, a feed without its file does.
    if (placed && error instanceof Problem) await store.delete(placed.objectKey);
    throw error;
  }
}

function releaseFile(res: Response, store: ObjectStore, { objectKey }: StoredFeedFile): Promise<boolean> {
  return releaseWithCall(res, { release: () => store.delete(objectKey) });
}

function uploadFields(texts: Record<string, string>): UploadFields {
  const parsed = uploadFieldsSchema.safeParse(texts);
  if (!parsed.success) throw invalidFields(parsed.error);
  return parsed.data;
}

async function digest(stream: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest('hex');
}
