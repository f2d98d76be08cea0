import { DEFAULT_CURRENCY, formatId } from '@commerce-integration/contract';
import { CHUNK_ROWS, type LoadOutcome, LoadRefused, loadCatalogue } from '../catalog/load/load-catalogue.ts';
import type { Database } from '../database/orm.ts';
import { EVERYBODY } from '../database/tenancy.ts';
import { recordEvent, recordEventOn } from '../events/record-event.ts';
import { JobFailure, type JobHandler, type JobRun } from '../jobs/job-handlers.ts';
import { getPartner } from '../partners/partners.queries.ts';
import { isMissingObject, type ObjectStore } from '../storage/object-store.ts';
import { Feed } from './feed.entity.ts';
import { loadMessage } from './feed-outcome.ts';
import { FeedFileError } from './feed-text-reader.ts';
import { openFeedFile } from './open-feed-file.ts';

export interface FeedLoadParts {
  database: Database;
  store: ObjectStore;
  /** Counts rows read. */
  onRows(rows: number): void;
}

/** How a validation job is done: its feed is checked row by row and loaded into the catalogue. */
export function feedLoadHandler(parts: FeedLoadParts): JobHandler {
  return {
    jobType: 'validation',
    run: (run) => runFeedLoad(parts, run),
    failed: (em, job) =>
      recordEvent(em, {
        type: 'feed.validation.failed',
        partnerId: job.partnerId,
        data: { feed_id: formatId('feed', job.feedId ?? 0), job_id: job.publicId(), message: job.message },
      }),
  };
}

async function runFeedLoad(parts: FeedLoadParts, run: JobRun): Promise<void> {
  const em = parts.database.open(EVERYBODY);
  const feed = await em.findOneOrFail(Feed, { id: run.job.feedId ?? 0 });
  const partner = await getPartner(em, formatId('partner', feed.partnerId));
  try {
    const { result } = await loadCatalogue({
      pool: parts.database.pool,
      partnerId: feed.partnerId,
      feedId: feed.id,
      jobId: run.job.id,
      mode: feed.mode,
      validateOnly: feed.validateOnly,
      maxErrorRatio: feed.maxErrorRatio ?? null,
      defaultCurrency: partner.defaultCurrency ?? DEFAULT_CURRENCY,
      delimiter: feed.delimiter ?? ',',
      openSource: (signal) => openFeedFile(parts.store, feed, signal),
      signal: run.signal,
      onProgress: run.progress,
      complete: (client, outcome) => completeLoad(client, run, feed, outcome),
      chunkRows: CHUNK_ROWS,
    });
    parts.onRows(result.processed);
  } catch (error) {
    if (run.signal.aborted) throw run.signal.reason;
    throw asFailure(error) ?? error;
  }
}

/** What is written together with the load itself. */
async function completeLoad(
  client: Parameters<JobRun['complete']>[0],
  run: JobRun,
  feed: Feed,
  { result, priceChanges }: LoadOutcome,
): Promise<void> {
  const message = loadMessage(result, feed.validateOnly);
  const about = { feed_id: formatId('feed', feed.id), job_id: run.job.publicId() };
  await run.complete(client, { message, result });
  await recordEventOn(client, {
    type: 'feed.validation.completed',
    partnerId: feed.partnerId,
    data: { ...about, message, result },
  });
  if (priceChanges === 0) return;
  const data = { ...about, products_changed: priceChanges };
  await recordEventOn(client, { type: 'product.price.changed', partnerId: feed.partnerId, data });
}

/** What the partner can mend, and trying again cannot. */
function asFailure(error: unknown): JobFailure | undefined {
  if (error instanceof LoadRefused || error instanceof FeedFileError) return new JobFailure(error.message);
  if (isMissingObject(error)) return new JobFailure('The stored file is gone: upload the feed again.');
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && /^Z_(DATA|BUF|STREAM)_ERROR$/.test(code))
    return new JobFailure('The gzip file is damaged.');
  return undefined;
}
