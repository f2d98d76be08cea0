import type { CreatedWebhook, CreateWebhookFields } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { client } from '../api/client.ts';
import { PartnerSelect } from '../partners/partner-select.tsx';
import { useCaller } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Checkbox, Field, Input } from '../ui/field.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { SecretView } from '../ui/secret-view.tsx';
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

export function CreateWebhookDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [created, setCreated] = useState<CreatedWebhook>();
  const navigate = useNavigate();
  const close = () => {
    onClose();
    setCreated(undefined);
    if (created) void navigate({ to: `/webhooks/${created.webhook_id}` });
  };
  if (created) {
    return (
      <Dialog open={open} onClose={close} title="The webhook is there">
        <SecretView
          secret={created.secret}
          about="With this secret its receiver verifies what it gets. It is shown now and never again."
        />
        <div className="mt-4 flex justify-end">
          <Button kind="primary" onClick={close}>
            I have kept it
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title="Add a webhook"
      about="Each event is posted to the URL, signed, and again until it has been taken."
    >
      <CreateForm onCreated={setCreated} />
    </Dialog>
  );
}

function CreateForm({ onCreated }: { onCreated: (webhook: CreatedWebhook) => void }) {
  const { kind } = useCaller();
  const form = useForm<Fields>({
    defaultValues: { partner_id: '', url: '', description: '', events: ['*'], ordered: false },
  });
  const { register, control, formState } = form;
  const create = useFormAction(
    form,
    ({ partner_id, description, events, ...rest }) =>
      client.webhooks.create({
        ...rest,
        events: events as CreateWebhookFields['events'],
        ...(description && { description }),
        ...(partner_id && { partner_id }),
      }),
    { changes: ['webhooks', 'overview'], onDone: onCreated },
  );
  return (
    <form onSubmit={form.handleSubmit((fields) => create.mutate(fields))} className="space-y-4" noValidate>
      <Field label="URL" hint="Public, with HTTPS." error={formState.errors.url?.message}>
        {(attributes) => (
          <Input
            type="url"
            placeholder="https://partner.example/hooks"
            {...attributes}
            {...register('url', { required: 'A webhook needs a URL.' })}
          />
        )}
      </Field>
      {kind === 'operator' && (
        <PartnerSelect
          none="All partners"
          hint="Whose events it gets. It cannot be changed later."
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
        hint="One at a time; a failure holds back what comes after it."
        {...register('ordered')}
      />
      {create.error && <ProblemView error={create.error} />}
      <div className="flex justify-end">
        <Button type="submit" kind="primary" busy={create.isPending}>
          Add the webhook
        </Button>
      </div>
    </form>
  );
}
