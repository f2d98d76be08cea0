import { ORDER_EXPORT_FORMATS } from 'virtual:contract-lists';
import { useQuery } from '@tanstack/react-query';
import { useFormContext, useWatch } from 'react-hook-form';
import { descriptorChoice, descriptorsOfPartnerQuery } from '../impex/impex-queries.ts';
import { activePartnersQuery } from '../partners/partner-select.tsx';
import { useCaller } from '../session/session.ts';
import { choicesOf } from '../ui/choices.ts';
import { type Choice, Field, Select } from '../ui/field.tsx';
import type { ExporterFields } from './exporter-fields.ts';

/** Chooses how orders are written: in a fixed layout, or with a data descriptor of the partner. */
export function FormatControl({ kind }: { kind: 'http' | 's3_file' }) {
  const { register, formState, control } = useFormContext<ExporterFields>();
  const [partnerId, format] = useWatch({ control, name: ['when.partner_id', 'format'] });
  const formats = choicesOf(ORDER_EXPORT_FORMATS);
  const described = useDescriptorChoices(partnerId, kind);
  const known = [...formats, ...described];
  // The exporter's own descriptor must be a choice even before the list of descriptors is loaded.
  const choices = known.some(([value]) => value === format) ? known : [...known, [format, format] as const];
  return (
    <Field
      label="Format"
      hint="Data descriptors for order exports are also formats. Each belongs to one partner."
      error={formState.errors.format?.message}
    >
      {(attributes) => <Select choices={choices} {...attributes} {...register('format')} />}
    </Field>
  );
}

/** The data descriptors that an exporter of a partner can write with. */
function useDescriptorChoices(partnerId: string, kind: string): readonly Choice[] {
  const isOperator = useCaller().kind === 'operator';
  const { data: partners } = useQuery({ ...activePartnersQuery, enabled: isOperator });
  const name = partners?.items.find(({ partner_id }) => partner_id === partnerId)?.partner_name;
  const { data } = useQuery({
    ...descriptorsOfPartnerQuery(name ?? '', 'order'),
    enabled: !isOperator || name !== undefined,
  });
  return (data?.items ?? [])
    .filter(({ partner_id, format }) => partner_id === partnerId && (kind === 's3_file' || format.type !== 'xlsx'))
    .map(descriptorChoice);
}
