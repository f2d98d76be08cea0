import { DEFAULT_CURRENCY, formatId } from '@commerce-integration/contract';
import { DAMAGED_GZIP, FeedFileError } from '@commerce-integration/contract/feed-file';
import { loadMessage } from '@commerce-integration/contract/rules';
import { Counter } from 'prom-client';
import { CHUNK_ROWS, type LoadOutcome, LoadRefused, loadCatalogue } from '../catalog/load/load-catalogue.ts';
import { pricesChanged } from '../catalog/price-changes.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { EVERYBODY } from '../database/tenancy.ts';
import { recordEvent } from '../events/record-event.ts';
import type { ProcessParts } from '../feature/define-feature.ts';
import { defineJob } from '../jobs/define-job.ts';
import { isSmallExtent } from '../jobs/job-class.ts';
import { JobFailure, type JobRun } from '../jobs/job-handlers.ts';
import type { Job } from '../jobs/jobs.queries.ts';
import { getPartner } from '../partners/partners.queries.ts';
import { Feed } from './feed.entity.ts';
import { feedFileLost, openFeedFile } from './feed-bytes.ts';

interface FeedLoadParts extends Pick<ProcessParts, 'database' | 'store'> {
  /** Counts rows read, for metrics. */
  onRows(rows: number): void;
}

/**
 * The definition of validation jobs: a feed is checked row by row and loaded into the catalogue completely or, if it
 * fails or is cancelled, not at all.
 */
export const feedLoadJob = defineJob<ProcessParts>({
  type: 'validation',
  isSmall: isSmallExtent,
  run: ({ registry, database, store }) => {
    const rows = new Counter({
      name: 'feed_rows_total',
      help: 'Rows of feeds read; its rate is the rows per second.',
      registers: [registry],
    });
    return (run) => runFeedLoad({ database, store, onRows: (count) => rows.inc(count) }, run);
  },
  failed: loadFailed,
});

async function loadFailed(em: UnitOfWork, job: Job): Promise<void> {
  const feed = await feedOf(em, job);
  await recordEvent(sqlOf(em), {
    type: 'feed.validation.failed',
    partnerId: job.partnerId,
    data: { ...aboutLoad(feed, job), message: job.message, error_message: job.error ?? job.message },
  });
}

async function runFeedLoad(parts: FeedLoadParts, run: JobRun): Promise<void> {
  const em = parts.database.open(EVERYBODY);
  const feed = await feedOf(em, run.job);
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
      maxRemovedRatio: feed.maxRemovedRatio,
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

/** Makes the changes that belong to the load's transaction. */
async function completeLoad(
  client: Parameters<JobRun['complete']>[0],
  run: JobRun,
  feed: Feed,
  { result, priceChanges }: LoadOutcome,
): Promise<void> {
  const message = loadMessage(result, feed.validateOnly);
  const { partnerId } = feed;
  const about = aboutLoad(feed, run.job);
  await run.complete(client, { message, result, rows: result.processed });
  if (priceChanges.products > 0) {
    const data = { ...pricesChanged(priceChanges), job_id: run.job.publicId(), feed_id: about.feed_id };
    await recordEvent(client, { type: 'product.price.changed', partnerId, data });
  }
  const valid = result.processed - result.skipped;
  await recordEvent(client, {
    type: 'feed.validation.completed',
    partnerId,
    data: { ...about, message, result, valid_records: valid, invalid_records: result.skipped },
  });
}

function feedOf(em: UnitOfWork, job: Job): Promise<Feed> {
  return em.findOneOrFail(Feed, { id: job.subjectId ?? 0 });
}

function aboutLoad(feed: Feed, job: Job) {
  return {
    feed_id: formatId('feed', feed.id),
    job_id: formatId('validationJob', job.number),
    validate_only: feed.validateOnly,
  };
}

/** The failure for errors that the partner can fix and a retry cannot; undefined for others. */
function asFailure(error: unknown): JobFailure | undefined {
  if (error instanceof LoadRefused || error instanceof FeedFileError) return new JobFailure(error.message);
  const lost = feedFileLost(error);
  if (lost) return new JobFailure(lost);
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && /^Z_(DATA|BUF|STREAM)_ERROR$/.test(code)) return new JobFailure(DAMAGED_GZIP);
  return undefined;
}
