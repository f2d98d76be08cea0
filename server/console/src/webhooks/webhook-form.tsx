import type { CreateWebhookFields, Webhook } from '@commerce-integration/sdk';
import { Controller, useForm } from 'react-hook-form';
import { PartnerSelect } from '../partners/partner-select.tsx';
import { useCaller } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, Field, Input } from '../ui/field.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { useFormAction } from '../ui/use-form-action.ts';
import { EventPicker } from './event-picker.tsx';

interface Fields {
  /** Empty for all partners, or for the caller's own. */
  partner_id: string;
  url: string;
  description: string;
  events: string[];
  ordered: boolean;
}

/** The settings that a subscription is created with, and that can be changed. */
type Settings = Pick<CreateWebhookFields, 'url' | 'events' | 'ordered'> & { description: string | null };

interface WebhookFormProps<T> {
  /** The subscription to change; undefined for a new one. */
  webhook?: Webhook;
  submit: string;
  /** @param partnerId undefined for all partners, or for the caller's own */
  send: (settings: Settings, idempotencyKey: string, partnerId: string | undefined) => PromiseLike<T>;
  onDone: (result: T) => void;
}

export function WebhookForm<T>({ webhook, submit, send, onDone }: WebhookFormProps<T>) {
  const { kind } = useCaller();
  const form = useForm<Fields>({
    defaultValues: {
      partner_id: '',
      url: webhook?.url ?? '',
      description: webhook?.description ?? '',
      events: webhook ? [...webhook.events] : ['*'],
      ordered: webhook?.ordered ?? false,
    },
  });
  const { register, control, formState } = form;
  const save = useFormAction(
    form,
    ({ partner_id, description, events, ...rest }, idempotencyKey) => {
      const settings = { ...rest, events: events as Settings['events'], description: description || null };
      return send(settings, idempotencyKey, partner_id || undefined);
    },
    { changes: ['webhooks', 'overview'], onDone },
  );
  return (
    <form onSubmit={form.handleSubmit((fields) => save.mutate(fields))} className="space-y-4" noValidate>
      <Field label="URL" hint="A public HTTPS URL." error={formState.errors.url?.message}>
        {(attributes) => (
          <Input
            type="url"
            placeholder="https://partner.example/hooks"
            {...attributes}
            {...register('url', { required: 'Enter a URL.' })}
          />
        )}
      </Field>
      {!webhook && kind === 'operator' && (
        <PartnerSelect
          none="All partners"
          hint="The partner whose events it gets. Cannot be changed later."
          error={formState.errors.partner_id?.message}
          field={register('partner_id')}
        />
      )}
      <Field label="Description" error={formState.errors.description?.message}>
        {(attributes) => <Input placeholder="Optional" {...attributes} {...register('description')} />}
      </Field>
      <Controller
        control={control}
        name="events"
        render={({ field }) => <EventPicker value={field.value} onChange={field.onChange} />}
      />
      <Checkbox
        label="In order"
        hint="One delivery at a time; a failed delivery holds back the rest."
        {...register('ordered')}
      />
      {save.error && <ProblemView error={save.error} />}
      <div className="flex justify-end">
        <Button type="submit" kind="primary" busy={save.isPending}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
