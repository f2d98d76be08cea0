import { type Availability, formatId, type JobId, type Page, type ProductChange } from '@commerce-integration/contract';
import { CURSOR_POSITIONS, toPage } from '@commerce-integration/contract/rules';
import { openCursor, sealCursor } from '../database/list.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sql } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';
import { jobIds } from '../jobs/jobs.queries.ts';
import { type FieldChanges, fieldChanges, fieldChangesAt, otherFieldChanges } from './field-changes.queries.ts';
import { getProduct } from './products.queries.ts';

// Changes are in two tables: `product_change`, for price and availability, kept for good; `product_field_change`, for
// all fields, kept for some days. A list reads both from its position in each, and merges them by time.

/** A row of `product_change`. */
interface OfferChange {
  id: string;
  feed_id: string | null;
  job_id: string;
  changed_at: string;
  price_from: string | null;
  price_to: string | null;
  currency_from: string | null;
  currency_to: string | null;
  availability_from: Availability | null;
  availability_to: Availability | null;
}

/** One change, with the positions in both tables after which the next one begins. */
interface Entry {
  offer: OfferChange | undefined;
  fields: FieldChanges | undefined;
  at: number;
  place: [number, number];
}

/** Changes of a product, newest first. @throws Problem `not_found` */
export async function listProductHistory(
  em: UnitOfWork,
  productId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<ProductChange>> {
  const product = await getProduct(em, productId);
  const query = ['product-history', productId];
  const start = [Number.MAX_SAFE_INTEGER, LATEST] as [number, number];
  const [id, at] = cursor === undefined ? start : openCursor(query, cursor, CURSOR_POSITIONS.line);
  const offers = await visibleRows<OfferChange>(em, {
    table: 'product_change',
    select: sql`*`,
    where: [sql`product_id = ${product.id} and id < ${id}`],
    orderBy: 'id desc',
    limit: limit + 1,
  });
  const others = await otherFieldChanges(em, product.id, { before: new Date(Math.min(at, LATEST)), limit: limit + 1 });
  const merged = merge(offers, others, [id, at]).slice(0, limit + 1);
  const entries = await withFields(em, product.id, merged);
  const jobs = await jobIds(
    em,
    entries.map(({ offer, fields }) => Number(offer?.job_id ?? fields?.job_id)),
  );
  return toPage(
    entries,
    limit,
    (entry) => present(entry, jobs),
    ({ place }) => sealCursor(query, place),
  );
}

/** The end of the year 9999. */
const LATEST = Date.UTC(9999, 11, 31);

function merge(offers: readonly OfferChange[], others: readonly FieldChanges[], start: [number, number]): Entry[] {
  const entries: Entry[] = [];
  let [id, at] = start;
  let [offer, other] = [0, 0];
  while (offer < offers.length || other < others.length) {
    const [a, b] = [offers[offer], others[other]];
    const isOffer = a !== undefined && (b === undefined || timeOf(a) > timeOf(b));
    if (isOffer) {
      offer += 1;
      id = Number(a.id);
      entries.push({ offer: a, fields: undefined, at: timeOf(a), place: [id, at] });
    } else if (b) {
      other += 1;
      at = timeOf(b);
      entries.push({ offer: undefined, fields: b, at, place: [id, at] });
    }
  }
  return entries;
}

const timeOf = ({ changed_at }: { changed_at: string }): number => new Date(changed_at).getTime();

/** Adds the fields that changed together with price or availability, as far as they are stored. */
async function withFields(em: UnitOfWork, productId: number, entries: readonly Entry[]): Promise<Entry[]> {
  const times = entries.flatMap(({ offer }) => (offer ? [new Date(offer.changed_at)] : []));
  const kept = await fieldChangesAt(em, productId, times);
  return entries.map((entry) => {
    const { offer } = entry;
    const fields = offer && kept.find((one) => one.job_id === offer.job_id && timeOf(one) === entry.at);
    return fields ? { ...entry, fields } : entry;
  });
}

function present({ offer, fields, at }: Entry, jobs: Map<number, JobId>): ProductChange {
  const feed = offer ? offer.feed_id : (fields?.feed_id ?? null);
  return {
    changed_at: new Date(at).toISOString(),
    feed_id: feed === null ? null : formatId('feed', Number(feed)),
    job_id: jobs.get(Number(offer?.job_id ?? fields?.job_id)) as JobId,
    price_from: amount(offer?.price_from),
    price_to: amount(offer?.price_to),
    currency_from: offer?.currency_from ?? null,
    currency_to: offer?.currency_to ?? null,
    availability_from: offer?.availability_from ?? null,
    availability_to: offer?.availability_to ?? null,
    // One job may change an availability several times at the same moment: each change has its own values.
    fields: fieldChanges({ ...fields, ...offer }),
  };
}

/** A stored amount as a JSON number: it has at most 16 digits, which a double represents exactly. */
function amount(stored: string | null | undefined): number | null {
  return stored === null || stored === undefined ? null : Number(stored);
}
