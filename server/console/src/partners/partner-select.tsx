import { useQuery } from '@tanstack/react-query';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { client } from '../api/client.ts';
import { Field, Select } from '../ui/field.tsx';

/** The most partners in a select; others can only be set through the API. */
const MOST = 2_000;

/** The partners that the operator's forms can choose, by name. */
export const activePartnersQuery = {
  queryKey: ['partners', 'active'],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const all = await client.partners.list({ limit: 100, status: 'active' }, { signal }).toArray({ limit: MOST });
    return { items: all.sort((a, b) => a.partner_name.localeCompare(b.partner_name)) };
  },
};

interface PartnerSelectProps {
  field: UseFormRegisterReturn;
  error: string | undefined;
  /** The label for choosing none. */
  none?: string;
  hint?: string;
}

/** Chooses the partner that something belongs to. */
export function PartnerSelect({ field, error, none = 'Choose a partner', hint }: PartnerSelectProps) {
  const { data } = useQuery(activePartnersQuery);
  const choices = (data?.items ?? []).map(({ partner_id, partner_name }) => [partner_id, partner_name] as const);
  return (
    <Field label="Partner" hint={hint} error={error}>
      {(attributes) => <Select choices={[['', none], ...choices]} {...attributes} {...field} />}
    </Field>
  );
}
