import { formatId, idNumber, Problem } from '@commerce-integration/contract';
import { sqlOf } from '../../database/queryable.ts';
import { openHeaders, UnreadableFieldError } from '../../encryption/field-cipher.ts';
import { createImport, type StoredImport, storeImport } from '../../impex/accept-import.ts';
import { type Download, discardBody } from '../../outbound/open-download.ts';
import { DataSchedule, placeOfHeaders } from '../data-schedule.entity.ts';
import { askSource, contentOf, fileNameOf } from './ask-source.ts';
import { type ClaimedRun, lockRun } from './claim-runs.ts';
import { addFiles } from './run-files.ts';
import { type RunParts, SourceRefused, SourceUnavailable } from './run-parts.ts';

/**
 * Fetches the file of a run from its address and creates its import. Asks the server only for changes since the last
 * fetch, except in a run that was requested manually.
 *
 * Tenancy: the run's own schedule.
 *
 * @returns whether there was a file to import
 * @throws SourceRefused, SourceUnavailable
 */
export async function fetchSource(parts: RunParts, run: ClaimedRun, signal: AbortSignal): Promise<boolean> {
  const schedule = await parts.database.open({ partnerId: run.partnerId }).findOne(DataSchedule, { id: run.groupId });
  if (!schedule?.url) throw new SourceRefused('The schedule was deleted, or has another source.');
  const headers = {
    ...headersOf(schedule, parts),
    ...(run.trigger === 'request' ? {} : sinceLast(schedule)),
  };
  const download = await askSource(parts, { url: schedule.url, headers }, signal);
  try {
    if (download.status === 304) return false;
    const stored = await storeDownload(parts, run, download);
    await createFetched(parts, run, { stored, download, url: schedule.url });
    return true;
  } finally {
    discardBody(download.body);
  }
}

/** @throws SourceUnavailable where they cannot be decrypted: a retry succeeds once the key is back */
function headersOf({ id, headers }: DataSchedule, { cipher, log }: RunParts): Record<string, string> {
  try {
    return openHeaders(headers ?? null, cipher, placeOfHeaders(id));
  } catch (error) {
    if (!(error instanceof UnreadableFieldError)) throw error;
    log.error({ err: error }, 'schedules: the headers of a source cannot be decrypted');
    throw new SourceUnavailable('The headers of the source cannot be decrypted: set them again.');
  }
}

/** The conditional headers by which a server tells whether a file has changed (RFC 9110). */
function sinceLast({ etag, lastModified }: DataSchedule): Record<string, string> {
  return {
    ...(etag == null ? {} : { 'if-none-match': etag }),
    ...(lastModified == null ? {} : { 'if-modified-since': lastModified }),
  };
}

/**
 * @throws SourceRefused for a file that is too large or empty, and if the group was deleted or its partner is inactive
 */
async function storeDownload(parts: RunParts, run: ClaimedRun, download: Download): Promise<StoredImport> {
  const { database, store, maxFetchedBytes: maxBytes, fetchMs } = parts;
  const tooLarge = `The file is over the limit of ${maxBytes} bytes: let the server pack it, or put it into the bucket.`;
  if (Number(download.headers['content-length'] ?? 0) > maxBytes) throw new SourceRefused(tooLarge);
  const fileName = fileNameOf(download);
  const upload = { fileName, contentType: undefined, stream: contentOf(download, fileName, fetchMs) };
  const em = database.open({ partnerId: run.partnerId });
  try {
    return await storeImport(em, store, formatId('dataGroup', run.groupId), upload, { maxBytes, tooLarge });
  } catch (error) {
    throw error instanceof Problem ? new SourceRefused(error.message) : error;
  }
}

interface Fetched {
  readonly stored: StoredImport;
  readonly download: Download;
  readonly url: string;
}

/** Creates the import, and stores the file's validators from the response. */
async function createFetched(parts: RunParts, run: ClaimedRun, { stored, download, url }: Fetched): Promise<void> {
  const { database, queue } = parts;
  await database.open({ partnerId: run.partnerId }).transactional(async (em) => {
    await lockRun(sqlOf(em), run);
    const job = await createImport(em, queue, formatId('dataGroup', run.groupId), stored);
    const { fileName } = stored;
    const file = { fileName, foundKey: null, etag: null, jobNumber: idNumber(job.job_id) };
    await addFiles(sqlOf(em), run, [{ ...file, status: 'importing' }]);
    await em.nativeUpdate(
      DataSchedule,
      { id: run.groupId, url },
      { etag: textOf(download.headers.etag), lastModified: textOf(download.headers['last-modified']) },
    );
  });
}

function textOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? header : null;
}
