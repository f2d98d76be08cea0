import type { OrderUpdateFeed } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { useAction } from '../ui/use-action.ts';

const UpdateFeedDialog = lazy(async () => ({ default: (await import('./update-feed-dialog.tsx')).UpdateFeedDialog }));

/** What can be done with a feed of order updates. */
export function UpdateFeedActions({ feed }: { feed: OrderUpdateFeed }) {
  const may = useMay();
  const navigate = useNavigate();
  const [isEditing, setEditing] = useState(false);
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
      <ConfirmButton
        kind="danger"
        busy={remove.isPending}
        question={`Delete ${feed.name}?`}
        consequence="What its courier pushes from then on is refused."
        verb="Delete the feed"
        onConfirm={() => remove.mutate(undefined)}
      >
        Delete
      </ConfirmButton>
      <Suspense fallback={null}>
        {isEditing && <UpdateFeedDialog feed={feed} onClose={() => setEditing(false)} />}
      </Suspense>
    </>
  );
}
