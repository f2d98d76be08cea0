import { DATA_DIRECTIONS, ENTITY_RULES, IMPORT_ENTITIES } from 'virtual:contract-lists';
import type { ImportEntity } from '@commerce-integration/sdk';
import { Link, useNavigate } from '@tanstack/react-router';
import { FormProvider, useForm, useFormContext, useWatch } from 'react-hook-form';
import { client } from '../api/client.ts';
import { PartnerSelect } from '../partners/partner-select.tsx';
import { useCaller } from '../session/session.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { choicesOf } from '../ui/choices.ts';
import { Field, Input, Select } from '../ui/field.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { useFormAction } from '../ui/use-form-action.ts';
import { ColumnList } from './column-list.tsx';
import { type DescriptorFields, descriptorOfFields } from './descriptor-fields.ts';
import { FormatCard } from './format-card.tsx';
import { MODE_TEXTS } from './format-texts.ts';
import { SampleCard } from './sample-card.tsx';

/** @param descriptorId the descriptor to change; without one, a new descriptor is created */
export function DescriptorForm({ descriptorId, fields }: { descriptorId?: string; fields: DescriptorFields }) {
  const form = useForm<DescriptorFields>({ defaultValues: fields });
  const navigate = useNavigate();
  const direction = form.watch('direction');
  const save = useFormAction(
    form,
    (given, idempotencyKey) => {
      const definition = descriptorOfFields(given);
      if (descriptorId !== undefined) return client.dataDescriptors.update(descriptorId, definition);
      const { direction, partner_id } = given;
      const created = { ...definition, direction, ...(partner_id && { partner_id }) };
      return client.dataDescriptors.create(created, { idempotencyKey });
    },
    {
      changes: ['dataDescriptors'],
      onDone: ({ data_descriptor_id }) => void navigate({ to: `/data-descriptors/${data_descriptor_id}` }),
    },
  );
  const back = descriptorId === undefined ? '/data-descriptors' : `/data-descriptors/${descriptorId}`;
  return (
    <FormProvider {...form}>
      <form onSubmit={form.handleSubmit((given) => save.mutate(given))} className="space-y-4" noValidate>
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <WhatCard isNew={descriptorId === undefined} />
          <FormatCard />
        </div>
        <ColumnList />
        {direction === 'import' && <SampleCard />}
        {save.error && <ProblemView error={save.error} />}
        <div className="flex justify-end gap-2">
          <Link to={back} className={buttonClass()}>
            Cancel
          </Link>
          <Button type="submit" kind="primary" busy={save.isPending}>
            {descriptorId === undefined ? 'Create the descriptor' : 'Save as a new version'}
          </Button>
        </div>
      </form>
    </FormProvider>
  );
}

/** The entity of the rows, and the matching files. */
function WhatCard({ isNew }: { isNew: boolean }) {
  const { kind } = useCaller();
  const { register, formState, control } = useFormContext<DescriptorFields>();
  const { errors } = formState;
  const [entity, direction] = useWatch({ control, name: ['entity', 'direction'] });
  const rules = ENTITY_RULES[entity as ImportEntity];
  const isImport = direction === 'import';
  const about = isImport ? rules.about.replaceAll('`', '') : undefined;
  return (
    <Card title={isImport ? 'What it reads' : 'What it exports'}>
      <div className="space-y-4">
        <Field label="Name" error={errors.name?.message}>
          {(attributes) => (
            <Input
              placeholder="Prices of the ERP"
              {...attributes}
              {...register('name', { required: 'Enter a name.' })}
            />
          )}
        </Field>
        {kind === 'operator' && isNew && (
          <PartnerSelect
            error={errors.partner_id?.message}
            field={register('partner_id', { required: 'Choose a partner.' })}
          />
        )}
        {isNew && (
          <Field label="Direction" hint="It cannot be changed later.">
            {(attributes) => <Select choices={choicesOf(DATA_DIRECTIONS)} {...attributes} {...register('direction')} />}
          </Field>
        )}
        <Field label="Rows" hint={about} error={errors.entity?.message}>
          {(attributes) => (
            <Select choices={choicesOf(entitiesOf(direction))} {...attributes} {...register('entity')} />
          )}
        </Field>
        {isImport && (
          <Field label="Mode" error={errors.mode?.message}>
            {(attributes) => (
              <Select
                choices={choicesOf(rules.modes, (mode) => MODE_TEXTS[mode as keyof typeof MODE_TEXTS])}
                {...attributes}
                {...register('mode')}
              />
            )}
          </Field>
        )}
        <Field
          label="File names"
          hint={
            isImport
              ? '* stands for any characters, ? for one; without folders and .gz.'
              : '* is replaced by the time of the export.'
          }
          error={errors.file_name_pattern?.message}
        >
          {(attributes) => (
            <Input className="font-mono" placeholder="prices*.csv" {...attributes} {...register('file_name_pattern')} />
          )}
        </Field>
      </div>
    </Card>
  );
}

function entitiesOf(direction: DescriptorFields['direction']): ImportEntity[] {
  return IMPORT_ENTITIES.filter((entity) => ENTITY_RULES[entity].directions?.includes(direction) ?? true);
}
