import type { Webhook } from '@commerce-integration/sdk';
import { client } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SecretView } from '../ui/secret-view.tsx';
import { useAction } from '../ui/use-action.ts';

interface RotateDialogProps {
  open: boolean;
  onClose: () => void;
  webhook: Webhook;
}

/** Replaces the secret of a subscription, and shows the new one once. */
export function RotateDialog({ open, onClose, webhook: { webhook_id } }: RotateDialogProps) {
  const rotate = useAction(() => client.webhooks.rotateSecret(webhook_id), { changes: ['webhooks'] });
  const close = () => {
    onClose();
    rotate.reset();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title="Rotate the secret"
      about="For 24 hours deliveries are signed with both secrets, the old and the new: change the receiver within them."
    >
      {rotate.data ? (
        <>
          <SecretView secret={rotate.data.secret} about="The new secret. It is shown now and never again." />
          <div className="mt-4 flex justify-end">
            <Button kind="primary" onClick={close}>
              I have kept it
            </Button>
          </div>
        </>
      ) : (
        <div className="flex justify-end">
          <Button kind="primary" busy={rotate.isPending} onClick={() => rotate.mutate(undefined)}>
            Make a new secret
          </Button>
        </div>
      )}
    </Dialog>
  );
}
