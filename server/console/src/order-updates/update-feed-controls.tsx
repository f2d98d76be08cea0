import { FEED_AUTHENTICATIONS, MAPPED_FIELDS } from 'virtual:contract-lists';
import type { OrderUpdateFeed } from '@commerce-integration/sdk';
import { useFormContext, useWatch } from 'react-hook-form';
import { PartnerSelect } from '../partners/partner-select.tsx';
import { useCaller } from '../session/session.ts';
import { choicesOf } from '../ui/choices.ts';
import { CONTROL, Field, Input, Select } from '../ui/field.tsx';
import { words } from '../ui/format.ts';
import { AUTHENTICATION_TEXTS } from './feed-authentication.ts';
import { UpdateFeedDescriptor } from './update-feed-descriptor.tsx';
import type { FeedReader, UpdateFeedFields } from './update-feed-fields.ts';

const READERS: readonly (readonly [FeedReader, string])[] = [
  ['mapping', 'Paths: notices as JSON, XML or a form'],
  ['descriptor', 'A data descriptor: files'],
];

/** The form controls of a feed: its owner, and where to find the fields of an update in a courier's pushes. */
export function UpdateFeedControls({ feed }: { feed: OrderUpdateFeed | undefined }) {
  const { control, register, formState } = useFormContext<UpdateFeedFields>();
  const reader = useWatch({ control, name: 'reader' });
  const isNew = feed === undefined;
  const { errors } = formState;
  const { kind } = useCaller();
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={errors.name?.message}>
          {(attributes) => (
            <Input
              placeholder="Courier notices"
              {...attributes}
              {...register('name', { required: 'A feed has a name.' })}
            />
          )}
        </Field>
        <Field label="Carrier" hint="For updates without a carrier." error={errors.carrier?.message}>
          {(attributes) => <Input placeholder="DHL" {...attributes} {...register('carrier')} />}
        </Field>
        {isNew && kind === 'operator' && (
          <PartnerSelect
            error={errors.partner_id?.message}
            field={register('partner_id', { required: 'Choose whose orders it is about.' })}
          />
        )}
        {isNew && (
          <Field label="Proof" error={errors.authentication?.message}>
            {(attributes) => (
              <Select
                choices={choicesOf(
                  FEED_AUTHENTICATIONS,
                  (name) => AUTHENTICATION_TEXTS[name as OrderUpdateFeed['authentication']].long,
                )}
                {...attributes}
                {...register('authentication')}
              />
            )}
          </Field>
        )}
        <Field label="Read by" error={errors.reader?.message}>
          {(attributes) => <Select choices={READERS} {...attributes} {...register('reader')} />}
        </Field>
      </div>
      {reader === 'descriptor' ? <UpdateFeedDescriptor partnerName={feed?.partner_name} /> : <MappingControls />}
    </>
  );
}

function MappingControls() {
  const { register, formState } = useFormContext<UpdateFeedFields>();
  const errors = formState.errors.mapping;
  return (
    <fieldset className="space-y-4">
      <legend className="mb-2 text-sm font-semibold">Where the values stand</legend>
      <p className="text-xs text-muted">
        Paths: names separated by dots, [0] for the first entry of a list; in XML the names of elements from the root
        on, @name for an attribute.
      </p>
      <Field label="List of updates" hint="Empty where a notice is one update." error={errors?.each?.message}>
        {(attributes) => <Input className="font-mono" {...attributes} {...register('mapping.each')} />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {MAPPED_FIELDS.map((name) => (
          <Field key={name} label={words(name)} error={errors?.fields?.[name]?.message}>
            {(attributes) => <Input className="font-mono" {...attributes} {...register(`mapping.fields.${name}`)} />}
          </Field>
        ))}
      </div>
      <Field
        label="Words of the status"
        hint="A line for each of the courier's words: DELIVERED = delivered. Nothing after the sign: it says nothing of the status."
        error={errors?.statuses?.message}
      >
        {(attributes) => (
          <textarea
            rows={4}
            className={`${CONTROL} h-auto! py-1.5 font-mono`}
            {...attributes}
            {...register('mapping.statuses')}
          />
        )}
      </Field>
    </fieldset>
  );
}
