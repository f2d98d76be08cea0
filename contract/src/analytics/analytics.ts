import { z } from 'zod';
import { partnerIdSchema, productIdSchema } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { amountSchema, currencySchema } from '../shared/money.ts';
import { numberText } from '../shared/plain-number.ts';
import { oneOf, partnerNameFilter } from '../shared/request-schemas.ts';
import { c, commonResponses } from '../shared/router.ts';
import { dateOrTimeSchema, timeSchema } from '../shared/time.ts';
import { isTimeZone } from '../shared/time-zone.ts';

export const GRANULARITIES = ['hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const;
export type Granularity = (typeof GRANULARITIES)[number];
export const TOP_PRODUCTS_BY = ['revenue', 'units'] as const;

const rangeQuery = {
  from: dateOrTimeSchema.optional().meta({ description: 'Start of the range. A date means midnight in `timezone`.' }),
  to: dateOrTimeSchema.optional().meta({ description: 'End of the range, exclusive; now by default.' }),
  timezone: z
    .string()
    .refine(isTimeZone, { error: 'timezone is not a name of the IANA database, such as Europe/Paris.' })
    .default('UTC')
    .meta({ description: 'Determines where days, weeks, months and years begin.', examples: ['America/New_York'] }),
  partner_name: partnerNameFilter.optional(),
};
const salesQuery = { ...rangeQuery, currency: currencySchema.optional() };

/** The requested range with defaults filled in. `from` is null for a report since the beginning. */
const range = { from: timeSchema.nullable(), to: timeSchema, timezone: z.string() };

function reportOf<T extends z.ZodType>(item: T) {
  return z.object({ ...range, count: z.int().min(0), items: z.array(item) });
}

const sums = {
  currency: z.string(),
  order_count: z.int(),
  units_sold: z.int(),
  total_sales: amountSchema,
};

export const partnerSalesSchema = z
  .object({ partner_id: partnerIdSchema, partner_name: z.string(), ...sums })
  .meta({ id: 'PartnerSales' });
export type PartnerSales = z.infer<typeof partnerSalesSchema>;

export const periodSalesSchema = z
  .object({
    period_start: timeSchema.meta({
      description: 'The start of the period in the requested time zone. Only orders within the range are counted.',
    }),
    ...sums,
  })
  .meta({ id: 'PeriodSales' });
export type PeriodSales = z.infer<typeof periodSalesSchema>;

export const productSalesSchema = z
  .object({
    product_id: productIdSchema,
    sku: z.string(),
    product_name: z.string(),
    partner_id: partnerIdSchema,
    partner_name: z.string(),
    ...sums,
  })
  .meta({ id: 'ProductSales' });
export type ProductSales = z.infer<typeof productSalesSchema>;

export const revenueShareSchema = z
  .object({
    partner_id: partnerIdSchema,
    partner_name: z.string(),
    currency: z.string(),
    total_revenue: amountSchema,
    revenue_pct: z.number().min(0).max(100).meta({
      description:
        'Share of all revenue in the currency that the caller may see; the shares of a currency add up to 100.00.',
    }),
  })
  .meta({ id: 'RevenueShare' });
export type RevenueShare = z.infer<typeof revenueShareSchema>;

export const feedActivitySchema = z
  .object({
    partner_id: partnerIdSchema,
    partner_name: z.string(),
    feeds: z.int().meta({ description: 'Feeds uploaded.' }),
    loads: z.int().meta({ description: 'Completed loads; each run of a feed counts.' }),
    loads_failed: z.int(),
    rows_processed: z.int(),
    rows_inserted: z.int(),
    rows_updated: z.int(),
    rows_skipped: z.int(),
    error_ratio: z.number().min(0).max(1).meta({ description: 'Rows skipped of rows processed; 0 for none.' }),
    last_success_at: timeSchema.nullable(),
  })
  .meta({ id: 'FeedActivity' });
export type FeedActivity = z.infer<typeof feedActivitySchema>;

const topError = `Invalid limit value. Allowed values: 1 to ${LIMITS.topProducts}.`;
const read = { access: 'analytics:read' } as const;

export const analyticsContract = c.router(
  {
    getSalesByPartner: {
      method: 'GET',
      path: '/analytics/sales-by-partner',
      summary: 'Get sales by partner and currency',
      description: 'Without `from`, all time. A partner has one row per currency with sales.',
      metadata: { ...read, reads: 'replica' },
      query: z.object(salesQuery),
      responses: { 200: reportOf(partnerSalesSchema) },
    },
    getSalesOverTime: {
      method: 'GET',
      path: '/analytics/sales-over-time',
      summary: 'Get sales by period and currency, including empty periods',
      description: `Without \`from\`, the last 30 periods. At most ${LIMITS.reportPeriods} periods. Weeks begin on Monday. Each currency with sales in the range has every period; a currency in the filter has them even without sales.`,
      metadata: { ...read, reads: 'replica' },
      query: z.object({
        ...salesQuery,
        granularity: oneOf('granularity', GRANULARITIES).default('daily'),
      }),
      responses: { 200: reportOf(periodSalesSchema) },
    },
    getTopProducts: {
      method: 'GET',
      path: '/analytics/top-products',
      summary: 'Get the best-selling products, by currency',
      description: 'Up to `limit` products per currency: amounts in different currencies are not compared.',
      metadata: { ...read, reads: 'replica' },
      query: z.object({
        ...salesQuery,
        by: oneOf('by', TOP_PRODUCTS_BY).default('revenue'),
        limit: numberText(
          z.int({ error: topError }).min(1, { error: topError }).max(LIMITS.topProducts, { error: topError }),
        ).default(10),
      }),
      responses: { 200: reportOf(productSalesSchema) },
    },
    getRevenueShare: {
      method: 'GET',
      path: '/analytics/revenue-share',
      summary: 'Get the revenue share of each partner, by currency',
      description: 'Without `from`, all time. A partner sees only its own row.',
      metadata: { ...read, reads: 'replica' },
      query: z.object(salesQuery),
      responses: { 200: reportOf(revenueShareSchema) },
    },
    getFeedActivity: {
      method: 'GET',
      path: '/analytics/feeds',
      summary: 'Get feeds and rows by partner',
      description:
        'Loads count by the time they finished, feeds by the time they were uploaded. `validate_only` loads do not count.',
      metadata: { ...read, reads: 'replica' },
      query: z.object(rangeQuery),
      responses: { 200: reportOf(feedActivitySchema) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
