/**
 * A length of time for which sums are stored, in UTC. The finest is a quarter of an hour: the offset of every time zone
 * in use is a multiple of it, so that days and hours of all time zones consist of whole buckets.
 */
export interface Grain {
  /** Its number in the tables. */
  readonly code: number;
  readonly name: 'moment' | 'quarter hour' | 'hour' | 'day' | 'month' | 'year';
  /** SQL for the start of the bucket that contains the time in `column`. */
  bucketSql(column: string): string;
  /** The start of the bucket that contains a moment; both in milliseconds since 1970. */
  floor(moment: number): number;
  /** The start of the bucket after the one that starts at `start`. */
  next(start: number): number;
  /** The approximate length of a bucket in milliseconds. */
  readonly length: number;
}

const MINUTE = 60_000;

/** A bucket for each moment. Its `length` is only used to estimate costs. */
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

/** The grains of `partner_sales`, finest first. */
export const PARTNER_GRAINS: readonly Grain[] = [QUARTER, HOUR, DAY, MONTH, YEAR];

/** The grains of `product_sales`. Most products sell so rarely that sums by the hour would save no rows. */
export const PRODUCT_GRAINS: readonly Grain[] = [QUARTER, DAY, MONTH, YEAR];

/** The grains of `feed_activity`: feeds are few enough to store single moments. */
export const FEED_GRAINS: readonly Grain[] = [MOMENT, DAY, MONTH, YEAR];

/** The ID under which the sums over all partners are stored. No partner has this number, and no filter asks for it. */
export const ALL_PARTNERS = -1;

/** A grain whose buckets all have the same length, which includes days in UTC. */
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
    // Date.UTC would read the years 0 to 99 as 1900 to 1999.
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
