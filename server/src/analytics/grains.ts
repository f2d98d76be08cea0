/**
 * The lengths of time that sums are kept for, all in UTC. The finest is a quarter of an hour: every time zone in use is
 * a whole number of quarter hours away from UTC, so that days and hours of any of them are made of whole buckets.
 */
export interface Grain {
  /** Its number in the tables. */
  readonly code: number;
  readonly name: 'moment' | 'quarter hour' | 'hour' | 'day' | 'month' | 'year';
  /** SQL for the bucket of this grain that the time in `column` lies in. */
  bucketSql(column: string): string;
  /** The start of the bucket that a moment lies in; both in milliseconds since 1970. */
  floor(moment: number): number;
  /** The start of the bucket after the one that starts at `start`. */
  next(start: number): number;
  /** About how long a bucket is, in milliseconds. */
  readonly length: number;
}

const MINUTE = 60_000;

/** Each moment for itself. In its `length`, about as much happens as is worth a bucket. */
const MOMENT: Grain = {
  code: 0,
  name: 'moment',
  bucketSql: (column) => column,
  floor: (moment) => moment,
  next: (start) => start + 1,
  length: 60 * MINUTE,
};
export const QUARTER = even(1, 'quarter hour', 15 * MINUTE);
export const HOUR = even(2, 'hour', 60 * MINUTE);
export const DAY = even(3, 'day', 24 * 60 * MINUTE);
const MONTH = calendar(4, 'month', 1);
export const YEAR = calendar(5, 'year', 12);

/** Of `partner_sales`, finest first. */
export const PARTNER_GRAINS: readonly Grain[] = [QUARTER, HOUR, DAY, MONTH, YEAR];

/** Of `product_sales`. Most products sell too seldom for sums of an hour to be fewer than those of its quarters. */
export const PRODUCT_GRAINS: readonly Grain[] = [QUARTER, DAY, MONTH, YEAR];

/** Of `feed_activity`: feeds are few enough for their moments to be kept. */
export const FEED_GRAINS: readonly Grain[] = [MOMENT, DAY, MONTH, YEAR];

/** The partner whose sums are those of all partners together. No partner has this number, and no filter asks for it. */
export const ALL_PARTNERS = -1;

/** Buckets that are all of one length, which days in UTC are, too. */
function even(code: number, name: Grain['name'], length: number): Grain {
  return {
    code,
    name,
    bucketSql: (column) => `date_bin('${length / MINUTE} minutes', ${column}, timestamptz '2000-01-01Z')`,
    floor: (moment) => Math.floor(moment / length) * length,
    next: (start) => start + length,
    length,
  };
}

function calendar(code: number, name: 'month' | 'year', months: number): Grain {
  const startOf = (year: number, month: number) => {
    const start = new Date(0);
    // Not Date.UTC, which takes the years 0 to 99 for those of the 20th century.
    start.setUTCFullYear(year, month, 1);
    return start.getTime();
  };
  return {
    code,
    name,
    bucketSql: (column) => `date_trunc('${name}', ${column}, 'UTC')`,
    floor: (moment) => {
      const date = new Date(moment);
      return startOf(date.getUTCFullYear(), date.getUTCMonth() - (date.getUTCMonth() % months));
    },
    next: (start) => startOf(new Date(start).getUTCFullYear(), new Date(start).getUTCMonth() + months),
    length: (months * 365.25 * 24 * 60 * MINUTE) / 12,
  };
}
