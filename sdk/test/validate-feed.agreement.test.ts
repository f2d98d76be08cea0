import { ROW_PROBLEM_CODES } from '@commerce-integration/contract/feed-file';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshServer, startFreshServer } from '../../docs/test/fresh-server.ts';
import { ApiError, CommerceClient, type JobError } from '../src/index.ts';
import { type FeedReport, validateFeed } from '../src/validate.ts';
import { ODD_BY_HAND, type OddFeed, oddFeeds } from './support/odd-feeds.ts';

const SEED = 20260408;
const FEEDS = 80;

let server: FreshServer;
let client: CommerceClient;
beforeAll(async () => {
  server = await startFreshServer();
  client = new CommerceClient({ apiKey: 'demo-secret-key', baseUrl: server.url });
}, 60_000);
afterAll(() => server?.stop());

/** The compared results of a feed: everything that both sides report. */
type Verdict = Partial<Pick<FeedReport, 'processed' | 'accepted' | 'skipped' | 'duplicates' | 'notes'>> & {
  problems: JobError[];
  refused?: string;
};

let partners = 0;

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** The API's results: upload, load and errors, of a partner without products. */
async function loaded({ name, bytes, fields }: OddFeed): Promise<Verdict> {
  const { default_currency = 'USD', ...wishes } = fields;
  partners += 1;
  const { partner_id } = await client.partners.create({ partner_name: `Partner ${partners}`, default_currency });
  try {
    const { job, result, errors } = await client.feeds.ingest(
      { partner_id, ...wishes, file: { name, data: bytes } },
      { throwOnFailure: false },
    );
    const problems = await all(errors);
    if (!result) return { problems: certain(problems), refused: `load: ${job.error}` };
    const { processed, inserted, updated, unchanged, skipped, duplicates, notes = [] } = result;
    return { processed, accepted: inserted + updated + unchanged, skipped, duplicates, problems, notes };
  } catch (error) {
    if (error instanceof ApiError && error.code === 'invalid_file')
      return { problems: [], refused: `upload: ${error.detail}` };
    throw error;
  }
}

async function validated({ name, bytes, fields }: OddFeed): Promise<Verdict> {
  const report = await validateFeed({ name, data: bytes }, fields, { maxProblems: 100_000 });
  const { processed, accepted, skipped, duplicates, problems, notes = [], truncated, refusal } = report;
  expect(truncated).toBe(false);
  if (!refusal) return { processed, accepted, skipped, duplicates, problems, notes };
  // The API reads no rows of a file that it refuses.
  return { problems: refusal.at === 'upload' ? [] : certain(problems), refused: `${refusal.at}: ${refusal.message}` };
}

/**
 * The problems that a load reports in any case before it fails: it looks for repeated SKUs after all rows are read, and
 * compares prices with the currencies of the catalogue only up to the failure.
 */
function certain(problems: JobError[]): JobError[] {
  return problems.filter(({ code }) => code !== 'duplicate_sku' && code !== 'too_many_decimals');
}

describe('a feed validated locally has the same results as its load', () => {
  it.each(ODD_BY_HAND)('$what', { timeout: 60_000 }, async (feed) => {
    expect(await validated(feed)).toEqual(await loaded(feed));
  });

  it('a thousand irregular rows do, too', { timeout: 120_000 }, async () => {
    const feeds = oddFeeds(FEEDS, SEED);
    let rows = 0;
    const codes = new Set<string>();
    for (const feed of feeds) {
      const [here, there] = [await validated(feed), await loaded(feed)];
      expect(here, feed.what).toEqual(there);
      rows += (await validateFeed({ name: feed.name, data: feed.bytes })).processed;
      for (const { code } of there.problems) codes.add(code);
    }
    expect(rows).toBeGreaterThan(1_000);
    // Otherwise the generated rows are not irregular enough.
    expect([...codes].sort()).toEqual([...ROW_PROBLEM_CODES].sort());
  });
});
