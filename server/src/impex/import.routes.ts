import { createHash } from 'node:crypto';
import { dataGroupPathSchema, invalidRequest, Problem } from '@commerce-integration/contract';
import { plainFileName } from '@commerce-integration/contract/rules';
import type { Request, RequestHandler, Response } from 'express';
import { releaseWithCall } from '../http/call-resources.ts';
import { fingerprintOf } from '../http/idempotency.ts';
import { type FileReceiver, multipartFile, receivedFile } from '../http/multipart-file.ts';
import type { KeyedRequest, UnitsOfWork } from '../http/unit-of-work.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { createImport, type ImportLimits, type StoredImport, storeImport } from './accept-import.ts';
import { getGroup } from './groups.queries.ts';
import { assertMayUseGroup } from './personal-data.ts';

/** What the routes of groups need. */
export interface GroupRouteParts {
  units: UnitsOfWork;
  store: ObjectStore;
  queue: JobQueue;
  limits: ImportLimits;
}

/** The stored file; or only its facts, if an earlier call with the same key has stored it. */
interface Received {
  fileName: string;
  sha256: string;
  stored?: StoredImport;
}

/** The middleware before the handler of an import: checks the path, claims the idempotency key, then reads the form. */
export function receiveImport({ units, store, limits }: GroupRouteParts): RequestHandler[] {
  // The contract's own check comes after the form, which is only read for an existing group.
  const checkPath: RequestHandler = (req, _res, next) => {
    const { error } = dataGroupPathSchema.safeParse(req.params);
    if (error) throw invalidRequest({ pathParams: error });
    next();
  };
  const claimKey: RequestHandler = async (req, res, next) => {
    const claim = await units.claimKey(req, res);
    if (claim) res.locals.claim = claim;
    next();
  };
  const receive: FileReceiver<Received> = async (res, _, { name, contentType, stream }) => {
    const fileName = plainFileName(name);
    const { claim } = res.locals;
    if (claim && 'outcome' in claim) return { fileName, sha256: await digest(stream) };
    const groupId = String(res.req.params.data_group_id);
    const em = units.read(res);
    await assertMayUseGroup(em, res.locals.caller.scopes, await getGroup(em, groupId));
    const stored = await storeImport(em, store, groupId, { fileName, contentType, stream }, limits);
    await releaseWithCall(res, { release: () => store.delete(stored.objectKey) });
    return { fileName, sha256: stored.facts.sha256, stored };
  };
  return [checkPath, claimKey, ...multipartFile(receive, limits.maxBytes, limits.tooLarge)];
}

/** The handler of an import: creates it for the received file, or deletes the file. */
export async function startImport(
  { units, store, queue }: GroupRouteParts,
  groupId: string,
  req: KeyedRequest & Pick<Request, 'file'>,
  res: Response,
) {
  const { fileName, sha256, stored } = receivedFile<Received>(req.file);
  const fingerprint = fingerprintOf(req.method, req.path, fileName, sha256);
  try {
    return await units.completeClaim(res, res.locals.claim, fingerprint, async (em) => {
      if (!stored) throw new Error('A first call has stored its file');
      // Descriptors may have been added while the file was sent.
      await assertMayUseGroup(em, res.locals.caller.scopes, await getGroup(em, groupId, 'for update'));
      return { status: 202 as const, body: await createImport(em, queue, groupId, stored) };
    });
  } catch (error) {
    // A refusal has written nothing. After any other failure the import may have been committed.
    if (stored && error instanceof Problem) await store.delete(stored.objectKey);
    throw error;
  }
}

async function digest(stream: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest('hex');
}
