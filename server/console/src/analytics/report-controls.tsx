import { GRANULARITIES } from 'virtual:contract-lists';
import type { Granularity } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { activePartnersQuery } from '../partners/partner-select.tsx';
import { useCaller } from '../session/session.ts';
import { choicesOf } from '../ui/choices.ts';
import { Checkbox, Select } from '../ui/field.tsx';
import { OWN_ZONE, type ReportRange, SPANS, type SpanName } from './report-range.ts';

const SPAN_CHOICES = Object.entries(SPANS).map(([name, { label }]) => [name, label] as const);
const ZONES = [...new Set([OWN_ZONE, 'UTC', ...Intl.supportedValuesOf('timeZone')])].map(
  (zone) => [zone, zone] as const,
);

interface ReportControlsProps {
  report: ReportRange;
  currencies: readonly string[];
  /** The displayed currency. */
  currency: string | undefined;
}

/** The controls for the time, zone and partner of all reports on the page. */
export function ReportControls({ report, currencies, currency }: ReportControlsProps) {
  const { kind } = useCaller();
  const { span, granularity, zone, isCompared, set } = report;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2 lg:flex-nowrap">
      <Select
        aria-label="Time"
        className="w-auto shrink-0"
        choices={SPAN_CHOICES}
        value={span}
        onChange={({ target }) => set({ span: target.value as SpanName, granularity: undefined })}
      />
      <Select
        aria-label="Periods"
        className="w-auto shrink-0"
        choices={choicesOf(GRANULARITIES)}
        value={granularity}
        onChange={({ target }) => set({ granularity: target.value as Granularity })}
      />
      <Select
        aria-label="Time zone"
        className="w-auto max-w-48 lg:max-w-36 xl:max-w-48"
        choices={ZONES}
        value={zone}
        onChange={({ target }) => set({ zone: target.value })}
      />
      {currencies.length > 1 && (
        <Select
          aria-label="Currency"
          className="w-auto shrink-0"
          choices={choicesOf(currencies, (name) => name)}
          value={currency}
          onChange={({ target }) => set({ currency: target.value })}
        />
      )}
      {kind === 'operator' && <PartnerFilter report={report} />}
      <Checkbox
        className="shrink-0"
        label="Compare with the time before"
        checked={isCompared}
        onChange={({ target }) => set({ compare: target.checked ? 'yes' : undefined })}
      />
    </div>
  );
}

function PartnerFilter({ report: { partnerName, set } }: { report: ReportRange }) {
  const { data } = useQuery(activePartnersQuery);
  const names = (data?.items ?? []).map(({ partner_name }) => partner_name);
  const all = partnerName && !names.includes(partnerName) ? [partnerName, ...names] : names;
  return (
    <Select
      aria-label="Partner"
      className="w-auto max-w-48 lg:max-w-36 xl:max-w-48"
      choices={[['', 'All partners'], ...choicesOf(all, (name) => name)]}
      value={partnerName}
      onChange={({ target }) => set({ partner_name: target.value || undefined })}
    />
  );
}
