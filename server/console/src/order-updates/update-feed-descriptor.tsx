import { useQuery } from '@tanstack/react-query';
import { useFormContext, useWatch } from 'react-hook-form';
import { descriptorChoice, descriptorsOfPartnerQuery } from '../impex/impex-queries.ts';
import { activePartnersQuery } from '../partners/partner-select.tsx';
import { useCaller } from '../session/session.ts';
import { Field, Select } from '../ui/field.tsx';
import type { UpdateFeedFields } from './update-feed-fields.ts';

/** Chooses the data descriptor that reads pushed files. @param partnerName of an existing feed */
export function UpdateFeedDescriptor({ partnerName }: { partnerName: string | undefined }) {
  const { control, register, formState } = useFormContext<UpdateFeedFields>();
  const chosen = useWatch({ control, name: 'partner_id' });
  const current = useWatch({ control, name: 'data_descriptor_id' });
  const isOperator = useCaller().kind === 'operator';
  const partners = useQuery({ ...activePartnersQuery, enabled: isOperator && partnerName === undefined });
  const owner = partnerName ?? partners.data?.items.find(({ partner_id }) => partner_id === chosen)?.partner_name ?? '';
  const { data } = useQuery({
    ...descriptorsOfPartnerQuery(owner, 'order_update'),
    enabled: !isOperator || owner !== '',
  });
  const known = (data?.items ?? []).map(descriptorChoice);
  const isListed = current === '' || known.some(([id]) => id === current);
  return (
    <Field
      label="Data descriptor"
      hint="One of the partner, for imports of order updates. The courier pushes files in its layout."
      error={formState.errors.data_descriptor_id?.message}
    >
      {(attributes) => (
        <Select
          choices={[
            ['', known.length > 0 ? 'Choose a descriptor' : 'No descriptors of order updates yet'],
            ...(isListed ? [] : [[current, current] as const]),
            ...known,
          ]}
          {...attributes}
          {...register('data_descriptor_id', { required: 'Choose how its files are read.' })}
        />
      )}
    </Field>
  );
}
