import type { Webhook } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { client } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useAction } from '../ui/use-action.ts';

interface DeleteWebhookProps {
  open: boolean;
  onClose: () => void;
  webhook: Webhook;
}

export function DeleteWebhook({ open, onClose, webhook: { webhook_id, url } }: DeleteWebhookProps) {
  const navigate = useNavigate();
  const remove = useAction(() => client.webhooks.delete(webhook_id), {
    changes: ['webhooks', 'overview'],
    done: `Webhook ${webhook_id} was deleted.`,
    onDone: () => void navigate({ to: '/webhooks' }),
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Delete this webhook?"
      about={`${url} gets no further events, and its waiting deliveries are cancelled. To stop temporarily, disable it instead.`}
    >
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
          Delete the webhook
        </Button>
      </div>
    </Dialog>
  );
}
