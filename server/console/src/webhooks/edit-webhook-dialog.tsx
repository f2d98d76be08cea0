import type { Webhook } from '@commerce-integration/sdk';
import { client } from '../api/client.ts';
import { Dialog } from '../ui/dialog.tsx';
import { WebhookForm } from './webhook-form.tsx';

interface EditWebhookDialogProps {
  open: boolean;
  onClose: () => void;
  webhook: Webhook;
}

export function EditWebhookDialog({ open, onClose, webhook }: EditWebhookDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Webhook settings"
      about="Waiting deliveries go to the new URL. The event types apply to new events."
    >
      <WebhookForm
        webhook={webhook}
        submit="Save"
        send={(settings) => client.webhooks.update(webhook.webhook_id, settings)}
        onDone={onClose}
      />
    </Dialog>
  );
}
