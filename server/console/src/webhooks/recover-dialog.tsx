import type { Webhook } from '@commerce-integration/sdk';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { client } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Select } from '../ui/field.tsx';
import { formatCount } from '../ui/format.ts';
import { ProblemView } from '../ui/problem-view.tsx';
import { useFormAction } from '../ui/use-form-action.ts';

interface RecoverDialogProps {
  open: boolean;
  onClose: () => void;
  webhook: Webhook;
}

const HOUR = 3_600_000;
const SINCE = [
  ['1', 'The last hour'],
  ['24', 'The last 24 hours'],
  ['168', 'The last 7 days'],
  ['720', 'The last 30 days'],
] as const;
const WHAT = [
  ['', 'Failed deliveries and events without a delivery'],
  ['failed', 'Failed deliveries'],
  ['never_delivered', 'Events without a delivery, such as while it was disabled'],
] as const;

/** Sends what a subscription has missed. */
export function RecoverDialog({ open, onClose, webhook }: RecoverDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Recover missed events"
      about="Receivers tell repetitions by the ID of the event."
    >
      <RecoverForm webhook={webhook} onClose={onClose} />
    </Dialog>
  );
}

function RecoverForm({ webhook: { webhook_id }, onClose }: Omit<RecoverDialogProps, 'open'>) {
  const form = useForm<{ hours: string; only: '' | 'failed' | 'never_delivered' }>({
    defaultValues: { hours: '24', only: '' },
  });
  const recover = useFormAction(
    form,
    ({ hours, only }) =>
      client.webhooks.recover(webhook_id, {
        since: new Date(Date.now() - Number(hours) * HOUR).toISOString(),
        ...(only && { only }),
      }),
    {
      changes: ['webhookDeliveries', 'webhooks'],
      onDone: ({ deliveries, has_more }) => {
        toast.success(
          `${formatCount(deliveries, 'delivery', 'deliveries')} go out again.${has_more ? ' There are more: recover once again.' : ''}`,
        );
        onClose();
      },
    },
  );
  return (
    <form onSubmit={form.handleSubmit((fields) => recover.mutate(fields))} className="space-y-4">
      <Field label="Since">
        {(attributes) => <Select choices={SINCE} {...attributes} {...form.register('hours')} />}
      </Field>
      <Field label="What">{(attributes) => <Select choices={WHAT} {...attributes} {...form.register('only')} />}</Field>
      {recover.error && <ProblemView error={recover.error} />}
      <div className="flex justify-end">
        <Button type="submit" kind="primary" busy={recover.isPending}>
          Recover
        </Button>
      </div>
    </form>
  );
}
