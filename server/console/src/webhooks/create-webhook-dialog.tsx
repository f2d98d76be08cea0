import type { CreatedWebhook } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SecretView } from '../ui/secret-view.tsx';
import { WebhookForm } from './webhook-form.tsx';

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
      <Dialog open={open} onClose={close} title="Webhook created">
        <SecretView
          secret={created.secret}
          about="The receiver uses this secret to verify deliveries. It is shown only once."
        />
        <div className="mt-4 flex justify-end">
          <Button kind="primary" onClick={close}>
            I have saved it
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
      about="Each event is sent to the URL as a signed POST, and retried until it succeeds."
    >
      <WebhookForm
        submit="Add the webhook"
        send={(settings, idempotencyKey, partner_id) =>
          client.webhooks.create({ ...settings, ...(partner_id && { partner_id }) }, { idempotencyKey })
        }
        onDone={setCreated}
      />
    </Dialog>
  );
}
