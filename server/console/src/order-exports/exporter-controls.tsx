import { EXPORTER_KINDS } from 'virtual:contract-lists';
import { useQuery } from '@tanstack/react-query';
import { useFormContext, useWatch } from 'react-hook-form';
import { activePartnersQuery } from '../partners/partner-select.tsx';
import { useCaller } from '../session/session.ts';
import { choicesOf } from '../ui/choices.ts';
import { Field, Input, Select } from '../ui/field.tsx';
import type { ExporterFields } from './exporter-fields.ts';
import { kindChoice } from './exporter-kinds.ts';
import { FormatControl } from './format-control.tsx';

/** The form controls of an exporter's settings. */
export function ExporterControls({ isNew }: { isNew: boolean }) {
  const { register, formState, control } = useFormContext<ExporterFields>();
  const { errors } = formState;
  const caller = useCaller();
  const kind = useWatch({ control, name: 'kind' });
  return (
    <>
      <Field label="Name" error={errors.name?.message}>
        {(attributes) => (
          <Input placeholder="Fulfilment" {...attributes} {...register('name', { required: 'Enter a name.' })} />
        )}
      </Field>
      {isNew && (
        <Field label="Kind" error={errors.kind?.message}>
          {(attributes) => (
            <Select choices={choicesOf(EXPORTER_KINDS, kindChoice)} {...attributes} {...register('kind')} />
          )}
        </Field>
      )}
      {isNew && caller.kind === 'operator' && <PartnerChoice />}
      {(kind === 'http' || kind === 's3_file') && <TargetControls kind={kind} />}
      <FlagControls />
    </>
  );
}

function PartnerChoice() {
  const { register, formState } = useFormContext<ExporterFields>();
  const { data } = useQuery(activePartnersQuery);
  const partners = (data?.items ?? []).map(({ partner_id, partner_name }) => [partner_id, partner_name] as const);
  return (
    <Field label="Orders of" error={formState.errors.when?.partner_id?.message}>
      {(attributes) => (
        <Select choices={[['', 'All partners'], ...partners]} {...attributes} {...register('when.partner_id')} />
      )}
    </Field>
  );
}

function TargetControls({ kind }: { kind: 'http' | 's3_file' }) {
  const { register, formState } = useFormContext<ExporterFields>();
  const errors = formState.errors.target;
  return (
    <>
      {kind === 'http' ? (
        <Field label="URL" hint="A public HTTPS URL." error={errors?.url?.message}>
          {(attributes) => (
            <Input
              type="url"
              placeholder="https://fulfilment.example/orders"
              {...attributes}
              {...register('target.url', { required: 'Enter a URL.' })}
            />
          )}
        </Field>
      ) : (
        <Field
          label="File name"
          hint="Must contain {number}; may contain {date}, {time} and {exporter}. If empty, a name is generated."
          error={errors?.file_name?.message}
        >
          {(attributes) => (
            <Input
              className="font-mono"
              placeholder="orders-{date}-{number}.csv"
              {...attributes}
              {...register('target.file_name')}
            />
          )}
        </Field>
      )}
      <FormatControl kind={kind} />
    </>
  );
}

/** Which orders it takes, and where they go next. */
function FlagControls() {
  const { register, formState } = useFormContext<ExporterFields>();
  const { errors } = formState;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Flag" hint="The flag of the orders to export." error={errors.when?.flag?.message}>
        {(attributes) => (
          <Input
            className="font-mono"
            placeholder="to_fulfilment"
            {...attributes}
            {...register('when.flag', { required: 'Enter the flag of the orders to export.' })}
          />
        )}
      </Field>
      <Field
        label="Next flag"
        hint="Set when all exporters of the flag have succeeded."
        error={errors.next_flag?.message}
      >
        {(attributes) => (
          <Input className="font-mono" placeholder="to_erp" {...attributes} {...register('next_flag')} />
        )}
      </Field>
      <Field label="Orders from" hint="Minimum total, in the currency." error={errors.when?.min_total?.message}>
        {(attributes) => <Input type="number" min={0} step="any" {...attributes} {...register('when.min_total')} />}
      </Field>
      <Field label="Currency" error={errors.when?.currency?.message}>
        {(attributes) => <Input placeholder="EUR" maxLength={3} {...attributes} {...register('when.currency')} />}
      </Field>
      <Field
        label="Priority"
        hint="Among exporters of one flag, the lowest goes first."
        error={errors.priority?.message}
      >
        {(attributes) => <Input type="number" min={0} {...attributes} {...register('priority')} />}
      </Field>
    </div>
  );
}
