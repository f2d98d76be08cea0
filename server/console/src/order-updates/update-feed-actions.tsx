import type { OrderUpdateFeed } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { KeyRound, Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { RotateSecretDialog } from '../ui/rotate-secret-dialog.tsx';
import { useAction } from '../ui/use-action.ts';

const UpdateFeedDialog = lazy(async () => ({ default: (await import('./update-feed-dialog.tsx')).UpdateFeedDialog }));

/** The actions on a feed of order updates. */
export function UpdateFeedActions({ feed }: { feed: OrderUpdateFeed }) {
  const may = useMay();
  const navigate = useNavigate();
  const [isEditing, setEditing] = useState(false);
  const [isRotating, setRotating] = useState(false);
  const remove = useAction(() => client.orderUpdateFeeds.delete(feed.order_update_feed_id), {
    changes: ['orderUpdateFeeds'],
    done: `${feed.name} was deleted.`,
    onDone: () => void navigate({ to: '/order-update-feeds' }),
  });
  if (!may('orders:write')) return null;
  return (
    <>
      <Button icon={<Pencil className="size-3.5" aria-hidden />} onClick={() => setEditing(true)}>
        Edit
      </Button>
      <Button icon={<KeyRound className="size-3.5" aria-hidden />} onClick={() => setRotating(true)}>
        Rotate secret
      </Button>
      <ConfirmButton
        kind="danger"
        busy={remove.isPending}
        question={`Delete ${feed.name}?`}
        consequence="Further pushes from its courier are rejected."
        verb="Delete the feed"
        onConfirm={() => remove.mutate(undefined)}
      >
        Delete
      </ConfirmButton>
      <RotateSecretDialog
        open={isRotating}
        onClose={() => setRotating(false)}
        about="For 24 hours the courier may use either secret, the old or the new: hand the new one over within them."
        rotate={() => client.orderUpdateFeeds.rotateSecret(feed.order_update_feed_id)}
        changes={['orderUpdateFeeds']}
      />
      <Suspense fallback={null}>
        {isEditing && <UpdateFeedDialog feed={feed} onClose={() => setEditing(false)} />}
      </Suspense>
    </>
  );
}
