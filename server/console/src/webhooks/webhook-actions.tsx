import type { Webhook } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { Ellipsis, Power, Send } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { toast } from 'sonner';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { RotateSecretDialog } from '../ui/rotate-secret-dialog.tsx';
import { useAction } from '../ui/use-action.ts';
import { DeleteWebhook } from './delete-webhook.tsx';

const EditWebhookDialog = lazy(async () => ({
  default: (await import('./edit-webhook-dialog.tsx')).EditWebhookDialog,
}));
const RecoverDialog = lazy(async () => ({ default: (await import('./recover-dialog.tsx')).RecoverDialog }));

const CHANGES = ['webhooks', 'webhookDeliveries', 'overview'] as const;

/** The actions on a subscription. */
export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const may = useMay();
  if (!may('webhooks:write')) return null;
  const isOn = webhook.status === 'active';
  return (
    <>
      {isOn && webhook.circuit === 'open' && (
        <EnableButton webhook={webhook} done="Waiting deliveries are sent now.">
          Try again now
        </EnableButton>
      )}
      {isOn && <TestButton webhook={webhook} />}
      {!isOn && (
        <EnableButton webhook={webhook} done="Enabled. You can recover missed events.">
          Enable
        </EnableButton>
      )}
      <MoreActions webhook={webhook} />
    </>
  );
}

function TestButton({ webhook: { webhook_id } }: { webhook: Webhook }) {
  const navigate = useNavigate();
  const test = useAction(() => client.webhooks.test(webhook_id), {
    changes: CHANGES,
    onDone: ({ delivery_id }) => void navigate({ to: `/deliveries/${delivery_id}` }),
  });
  return (
    <Button
      busy={test.isPending}
      icon={<Send className="size-3.5" aria-hidden />}
      onClick={() => test.mutate(undefined)}
    >
      Send a test
    </Button>
  );
}

interface EnableButtonProps {
  webhook: Webhook;
  done: string;
  children: string;
}

/** Enables the subscription, which also closes its circuit. */
function EnableButton({ webhook: { webhook_id }, done, children }: EnableButtonProps) {
  const enable = useAction(() => client.webhooks.update(webhook_id, { status: 'active' }), {
    changes: CHANGES,
    done,
  });
  return (
    <Button
      kind="primary"
      busy={enable.isPending}
      icon={<Power className="size-3.5" aria-hidden />}
      onClick={() => enable.mutate(undefined)}
    >
      {children}
    </Button>
  );
}

function MoreActions({ webhook }: { webhook: Webhook }) {
  const { webhook_id, status } = webhook;
  const [open, setOpen] = useState<'edit' | 'recover' | 'rotate' | 'delete'>();
  const enable = useAction(() => client.webhooks.update(webhook_id, { status: 'active' }), { changes: CHANGES });
  const disable = useAction(() => client.webhooks.update(webhook_id, { status: 'disabled' }), {
    changes: CHANGES,
    onDone: () => toast.success('Disabled.', { action: { label: 'Undo', onClick: () => enable.mutate(undefined) } }),
  });
  const close = () => setOpen(undefined);
  return (
    <>
      <Menu
        trigger={
          <IconButton label="More actions" className="border border-line-strong">
            <Ellipsis className="size-4" aria-hidden />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setOpen('edit')}>Settings</MenuItem>
        {status === 'active' && <MenuItem onSelect={() => setOpen('recover')}>Recover missed events</MenuItem>}
        <MenuItem onSelect={() => setOpen('rotate')}>Rotate the secret</MenuItem>
        {status === 'active' && <MenuItem onSelect={() => disable.mutate(undefined)}>Disable</MenuItem>}
        <MenuSeparator />
        <MenuItem onSelect={() => setOpen('delete')}>
          <span className="text-bad">Delete</span>
        </MenuItem>
      </Menu>
      <Suspense fallback={null}>
        {open === 'edit' && <EditWebhookDialog open onClose={close} webhook={webhook} />}
        {open === 'recover' && <RecoverDialog open onClose={close} webhook={webhook} />}
      </Suspense>
      <RotateSecretDialog
        open={open === 'rotate'}
        onClose={close}
        about="For 24 hours, deliveries are signed with both the old and the new secret. Change the receiver within that time."
        rotate={() => client.webhooks.rotateSecret(webhook_id)}
        changes={['webhooks']}
      />
      <DeleteWebhook open={open === 'delete'} onClose={close} webhook={webhook} />
    </>
  );
}
