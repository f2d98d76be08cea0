import { SALES_CHANNEL_TYPES } from 'virtual:contract-lists';
import type { SalesChannel, SalesChannelType } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { client } from '../api/client.ts';
import { PartnerSelect } from '../partners/partner-select.tsx';
import { useCaller } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { choicesOf } from '../ui/choices.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Input, Select } from '../ui/field.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { useFormAction } from '../ui/use-form-action.ts';
import { channelTypeText } from './channel-type.ts';

interface ChannelDialogProps {
  open: boolean;
  onClose: () => void;
  /** The channel to change; without one, a new channel is created. */
  channel?: SalesChannel;
}

export function ChannelDialog({ open, onClose, channel }: ChannelDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={channel ? `Change ${channel.name}` : 'Add a sales channel'}>
      <ChannelForm channel={channel} onClose={onClose} />
    </Dialog>
  );
}

interface Fields {
  partner_id: string;
  name: string;
  type: SalesChannelType;
  external_id: string;
}

function ChannelForm({ channel, onClose }: { channel: SalesChannel | undefined; onClose: () => void }) {
  const { kind } = useCaller();
  const navigate = useNavigate();
  const form = useForm<Fields>({
    defaultValues: {
      partner_id: '',
      name: channel?.name ?? '',
      type: channel?.type ?? 'WEB_SALES_CHANNEL',
      external_id: channel?.external_id ?? '',
    },
  });
  const { register, formState } = form;
  const save = useFormAction(form, (fields, idempotencyKey) => send(channel, fields, idempotencyKey), {
    changes: ['salesChannels'],
    onDone: ({ sales_channel_id }) => {
      onClose();
      if (!channel) void navigate({ to: `/sales-channels/${sales_channel_id}` });
    },
  });
  return (
    <form onSubmit={form.handleSubmit((fields) => save.mutate(fields))} className="space-y-4" noValidate>
      {kind === 'operator' && !channel && (
        <PartnerSelect
          error={formState.errors.partner_id?.message}
          field={register('partner_id', { required: 'Choose whose channel it is.' })}
        />
      )}
      <Field label="Name" error={formState.errors.name?.message}>
        {(attributes) => (
          <Input
            placeholder="Web shop"
            {...attributes}
            {...register('name', { required: 'A sales channel has a name.' })}
          />
        )}
      </Field>
      <Field label="Type">
        {(attributes) => (
          <Select choices={choicesOf(SALES_CHANNEL_TYPES, channelTypeText)} {...attributes} {...register('type')} />
        )}
      </Field>
      <Field label="External ID" hint="Its ID in your own system." error={formState.errors.external_id?.message}>
        {(attributes) => <Input placeholder="Optional" {...attributes} {...register('external_id')} />}
      </Field>
      {save.error && <ProblemView error={save.error} />}
      <div className="flex justify-end">
        <Button type="submit" kind="primary" busy={save.isPending}>
          {channel ? 'Save' : 'Add the channel'}
        </Button>
      </div>
    </form>
  );
}

function send(channel: SalesChannel | undefined, { partner_id, external_id, ...rest }: Fields, idempotencyKey: string) {
  const fields = { ...rest, external_id: external_id || null };
  if (channel) return client.salesChannels.update(channel.sales_channel_id, fields);
  return client.salesChannels.create({ ...fields, ...(partner_id && { partner_id }) }, { idempotencyKey });
}
