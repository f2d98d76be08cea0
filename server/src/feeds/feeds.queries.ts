import type { Feed as FeedShape, Page } from '@commerce-integration/contract';
import type { NamedPartner } from '@commerce-integration/contract/rules';
import { type CreatedRange, createdWithin, LONGEST_WORK_HOURS } from '../database/created-range.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { findById, newestFirst } from '../database/read-entities.ts';
import { jobsOf } from '../jobs/jobs.queries.ts';
import { type ActingPartner, actingPartner, type KeyPartner } from '../partners/acting-partner.ts';
import { partnerNames } from '../partners/partners.queries.ts';
import { Feed } from './feed.entity.ts';
import { presentFeed } from './feeds.presenter.ts';

/** @throws Problem `not_found` */
export function getFeed(em: UnitOfWork, feedId: string): Promise<Feed> {
  return findById(em, Feed, 'Feed', feedId);
}

export async function showFeed(em: UnitOfWork, feedId: string): Promise<FeedShape> {
  const [shown] = await showFeeds(em, [await getFeed(em, feedId)]);
  if (!shown) throw new Error('A feed that was just read is not there');
  return shown;
}

const NUMBERED = { name: 'feed', marginHours: LONGEST_WORK_HOURS };

export interface ListFeedsQuery extends CreatedRange {
  status?: FeedShape['status'] | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Newest first. */
export async function listFeeds(em: UnitOfWork, query: ListFeedsQuery, partner?: number): Promise<Page<FeedShape>> {
  const created = await createdWithin(sqlOf(em), NUMBERED, query);
  const { status } = query;
  const page = await newestFirst(em, Feed, 'feed', query, { status, partnerId: partner, $and: created });
  return { ...page, items: await showFeeds(em, page.items) };
}

async function showFeeds(em: UnitOfWork, feeds: Feed[]): Promise<FeedShape[]> {
  const names = await partnerNames(
    em,
    feeds.map((feed) => feed.partnerId),
  );
  const jobs = await jobsOf(
    em,
    'feed',
    feeds.map((feed) => feed.id),
  );
  return feeds.map((feed) => presentFeed(feed, names.get(feed.partnerId) ?? '', jobs.get(feed.id) ?? {}));
}

/** The partner of an upload: an existing one, or the name of a new one to register. */
export type UploadPartner = { partner: ActingPartner } | { register: string };

/**
 * Determines the partner of a feed. If the operator uploads under an unknown name, that partner is registered.
 *
 * @throws Problem as `actingPartner` does
 */
export async function partnerOfUpload(em: UnitOfWork, caller: KeyPartner, named: NamedPartner): Promise<UploadPartner> {
  const partner = await actingPartner(em, caller, named);
  return partner ? { partner } : { register: named.partner_name ?? '' };
}
