import type { CreatedOrderUpdateFeed, OrderUpdateFeed } from '@commerce-integration/sdk';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { client } from '../api/client.ts';
import { useCaller } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { SecretView } from '../ui/secret-view.tsx';
import { useFormAction } from '../ui/use-form-action.ts';
import { UpdateFeedControls } from './update-feed-controls.tsx';
import { feedOfFields, fieldsOfFeed, type UpdateFeedFields } from './update-feed-fields.ts';

interface UpdateFeedDialogProps {
  /** The feed to change; without one, a new feed is registered. */
  feed?: OrderUpdateFeed;
  onClose: () => void;
}

export function UpdateFeedDialog({ feed, onClose }: UpdateFeedDialogProps) {
  const navigate = useNavigate();
  const [created, setCreated] = useState<CreatedOrderUpdateFeed>();
  if (created) {
    const finish = () => {
      onClose();
      void navigate({ to: `/order-update-feeds/${created.order_update_feed_id}` });
    };
    return (
      <Dialog open onClose={finish} title="The feed is registered">
        <SecretView
          secret={created.secret}
          about="With this secret the courier proves who it is. It is shown now and never again."
        />
        <div className="mt-4 flex justify-end">
          <Button kind="primary" onClick={finish}>
            I have saved it
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog open onClose={onClose} wide title={feed ? `Edit ${feed.name}` : 'Register a feed'}>
      <FeedForm feed={feed} onChanged={onClose} onCreated={setCreated} />
    </Dialog>
  );
}

interface FeedFormProps {
  feed: OrderUpdateFeed | undefined;
  onChanged: () => void;
  onCreated: (feed: CreatedOrderUpdateFeed) => void;
}

function FeedForm({ feed, onChanged, onCreated }: FeedFormProps) {
  const { partner } = useCaller();
  const form = useForm<UpdateFeedFields>({ defaultValues: fieldsOfFeed(feed, partner?.partner_id ?? '') });
  const changes = ['orderUpdateFeeds'];
  const create = useFormAction(
    form,
    (fields, idempotencyKey) => {
      const { partner_id, authentication } = fields;
      const created = { ...feedOfFields(fields, undefined), authentication, ...(partner_id && { partner_id }) };
      return client.orderUpdateFeeds.create(created, { idempotencyKey });
    },
    { changes, onDone: onCreated },
  );
  const change = useFormAction(
    form,
    (fields) =>
      client.orderUpdateFeeds.update(feed?.order_update_feed_id ?? '', feedOfFields(fields, feed?.mapping?.lines)),
    { changes, onDone: onChanged },
  );
  const { mutate, error, isPending } = feed ? change : create;
  return (
    <FormProvider {...form}>
      <form onSubmit={form.handleSubmit((fields) => mutate(fields))} className="space-y-4" noValidate>
        <UpdateFeedControls feed={feed} />
        {error && <ProblemView error={error} />}
        <div className="flex justify-end">
          <Button type="submit" kind="primary" busy={isPending}>
            {feed ? 'Save' : 'Register the feed'}
          </Button>
        </div>
      </form>
    </FormProvider>
  );
}
