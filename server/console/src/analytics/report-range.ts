import type { Granularity } from '@commerce-integration/sdk';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useNow } from '../ui/use-now.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** The spans of a report by their names in the URL, with the default granularity of each. */
export const SPANS = {
  '24h': { label: 'Last 24 hours', ms: DAY, granularity: 'hourly' },
  '7d': { label: 'Last 7 days', ms: 7 * DAY, granularity: 'daily' },
  '30d': { label: 'Last 30 days', ms: 30 * DAY, granularity: 'daily' },
  '90d': { label: 'Last 90 days', ms: 90 * DAY, granularity: 'weekly' },
  '1y': { label: 'Last 12 months', ms: 365 * DAY, granularity: 'monthly' },
  '5y': { label: 'Last 5 years', ms: 5 * 365 * DAY, granularity: 'yearly' },
} as const satisfies Record<string, { label: string; ms: number; granularity: Granularity }>;

export type SpanName = keyof typeof SPANS;

interface ReportSearch {
  span?: string | undefined;
  granularity?: Granularity | undefined;
  zone?: string | undefined;
  currency?: string | undefined;
  partner_name?: string | undefined;
  compare?: string | undefined;
}

export const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Formats a moment of a report in its zone. */
export function formatIn(timeZone: string, at: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(at));
}

/** The parameters of the reports, from the URL. */
export function useReportRange() {
  const search = useSearch({ strict: false }) as ReportSearch;
  const navigate = useNavigate();
  const spanName = (search.span && search.span in SPANS ? search.span : '30d') as SpanName;
  const { ms, granularity } = SPANS[spanName];
  // Changes only once an hour, so that a report is requested once and not on every tick.
  const to = Math.floor(useNow() / HOUR) * HOUR + HOUR;
  const at = (time: number) => new Date(time).toISOString();
  const { zone = OWN_ZONE, partner_name } = search;
  const common = { timezone: zone, ...(partner_name && { partner_name }) };
  return {
    span: spanName,
    granularity: search.granularity ?? granularity,
    zone,
    currency: search.currency,
    partnerName: partner_name ?? '',
    isCompared: search.compare === 'yes',
    range: { ...common, from: at(to - ms), to: at(to) },
    before: { ...common, from: at(to - 2 * ms), to: at(to - ms) },
    set: (changes: ReportSearch) =>
      void navigate({ to: '.', search: { ...search, ...changes }, replace: true, resetScroll: false }),
  };
}

export type ReportRange = ReturnType<typeof useReportRange>;
