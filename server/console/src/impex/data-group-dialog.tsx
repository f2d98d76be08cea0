import { DATA_DIRECTIONS, IMPORT_ON_ERROR } from 'virtual:contract-lists';
import type { DataGroup } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Controller, type UseFormReturn, useForm } from 'react-hook-form';
import { client } from '../api/client.ts';
import { activePartnersQuery, PartnerSelect } from '../partners/partner-select.tsx';
import { useCaller } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { choicesOf } from '../ui/choices.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Checkbox, Field, Input, Select } from '../ui/field.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { useFormAction } from '../ui/use-form-action.ts';
import { DescriptorOrder } from './descriptor-order.tsx';
import { ON_ERROR_TEXTS } from './format-texts.ts';

interface Fields {
  partner_id: string;
  direction: DataGroup['direction'];
  name: string;
  descriptors: string[];
  on_error: DataGroup['on_error'];
  /** In percent; empty for no limit. */
  max_error_ratio: string;
  validate_only: boolean;
}

/** @param group the group to change; without one, a new group is created */
export function DataGroupDialog({ group, onClose }: { group?: DataGroup; onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={group ? `Edit ${group.name}` : 'Create a data group'}>
      <GroupForm group={group} onClose={onClose} />
    </Dialog>
  );
}

function fieldsOf(group: DataGroup | undefined, partnerId: string): Fields {
  const ratio = group?.max_error_ratio ?? null;
  return {
    partner_id: group?.partner_id ?? partnerId,
    direction: group?.direction ?? 'import',
    name: group?.name ?? '',
    descriptors: [...(group?.descriptors ?? [])],
    on_error: group?.on_error ?? 'skip_row',
    max_error_ratio: ratio === null ? '' : String(ratio * 100),
    validate_only: group?.validate_only ?? false,
  };
}

function save(
  group: DataGroup | undefined,
  { partner_id, direction, name, descriptors, ...rows }: Fields,
  idempotencyKey: string,
) {
  const { max_error_ratio, on_error, validate_only } = rows;
  const ratio = max_error_ratio === '' ? null : Number(max_error_ratio) / 100;
  // An export rejects no rows.
  const settings = direction === 'import' ? { on_error, validate_only, max_error_ratio: ratio } : {};
  const fields = { name, descriptors, ...settings };
  return group
    ? client.dataGroups.update(group.data_group_id, fields)
    : client.dataGroups.create({ ...fields, direction, ...(partner_id && { partner_id }) }, { idempotencyKey });
}

function GroupForm({ group, onClose }: { group: DataGroup | undefined; onClose: () => void }) {
  const { kind, partner } = useCaller();
  const navigate = useNavigate();
  const form = useForm<Fields>({ defaultValues: fieldsOf(group, partner?.partner_id ?? '') });
  const { register, control, formState, watch } = form;
  const { data: partners } = useQuery({ ...activePartnersQuery, enabled: kind === 'operator' });
  const [partnerId, direction] = watch(['partner_id', 'direction']);
  const owner = partners?.items.find(({ partner_id }) => partner_id === partnerId)?.partner_name;
  const send = useFormAction(form, (fields, idempotencyKey) => save(group, fields, idempotencyKey), {
    changes: ['dataGroups'],
    onDone: ({ data_group_id }) => {
      onClose();
      if (!group) void navigate({ to: `/data-groups/${data_group_id}` });
    },
  });
  return (
    <form onSubmit={form.handleSubmit((fields) => send.mutate(fields))} className="space-y-4" noValidate>
      <Field label="Name" error={formState.errors.name?.message}>
        {(attributes) => (
          <Input placeholder="ERP, nightly" {...attributes} {...register('name', { required: 'Enter a name.' })} />
        )}
      </Field>
      {kind === 'operator' && !group && (
        <PartnerSelect
          error={formState.errors.partner_id?.message}
          field={register('partner_id', { required: 'Choose a partner.' })}
        />
      )}
      {!group && <DirectionField form={form} />}
      <Controller
        control={control}
        name="descriptors"
        render={({ field }) => (
          <DescriptorOrder
            direction={direction}
            partnerName={group?.partner_name ?? owner ?? partner?.partner_name ?? ''}
            value={field.value}
            onChange={field.onChange}
            error={formState.errors.descriptors?.message}
          />
        )}
      />
      {direction === 'import' && <RowSettings form={form} />}
      {send.error && <ProblemView error={send.error} />}
      <div className="flex justify-end">
        <Button type="submit" kind="primary" busy={send.isPending}>
          {group ? 'Save' : 'Create the group'}
        </Button>
      </div>
    </form>
  );
}

/** Descriptors of the other direction do not fit the group, so changing the direction clears them. */
function DirectionField({ form: { register, setValue } }: { form: UseFormReturn<Fields> }) {
  return (
    <Field label="Direction" hint="It cannot be changed later.">
      {(attributes) => (
        <Select
          choices={choicesOf(DATA_DIRECTIONS)}
          {...attributes}
          {...register('direction', { onChange: () => setValue('descriptors', []) })}
        />
      )}
    </Field>
  );
}

/** How rows are handled. */
function RowSettings({ form: { register, formState } }: { form: UseFormReturn<Fields> }) {
  return (
    <>
      <Field label="When a row is rejected">
        {(attributes) => (
          <Select
            choices={choicesOf(IMPORT_ON_ERROR, (name) => ON_ERROR_TEXTS[name as DataGroup['on_error']].long)}
            {...attributes}
            {...register('on_error')}
          />
        )}
      </Field>
      <Field
        label="Rejected rows at most, in percent"
        hint="Files with a larger share are rolled back. Empty for no limit."
        error={formState.errors.max_error_ratio?.message}
      >
        {(attributes) => (
          <Input type="number" min={0} max={100} step="any" {...attributes} {...register('max_error_ratio')} />
        )}
      </Field>
      <Checkbox
        label="Validate only"
        hint="Validates and counts rows without writing them."
        {...register('validate_only')}
      />
    </>
  );
}
