import type { Attention, AttentionAction as AttentionActionName } from '@commerce-integration/sdk';
import { Link } from '@tanstack/react-router';
import { CircleAlert, CircleCheck, Clock } from 'lucide-react';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { formatCount } from '../ui/format.ts';
import { IdLink } from '../ui/link.tsx';
import { pathOf } from '../ui/paths.ts';
import { useAction } from '../ui/use-action.ts';
import { Time } from '../ui/values.tsx';

/** Problems that need attention, each with an action that fixes it. */
export function AttentionList({ items }: { items: readonly Attention[] }) {
  if (items.length === 0) {
    return (
      <div className="flex items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3.5 text-sm">
        <CircleCheck className="size-5 text-ok" aria-hidden />
        <p>
          <span className="font-medium">Nothing needs attention.</span>{' '}
          <span className="text-muted">Nothing has failed, and nothing waits for a decision.</span>
        </p>
      </div>
    );
  }
  return (
    <Card title="Needs attention" hint={formatCount(items.length, 'item')} flush>
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <AttentionRow key={`${item.kind} ${item.subject.id}`} item={item} />
        ))}
      </ul>
    </Card>
  );
}

function AttentionRow({ item }: { item: Attention }) {
  const { level, title, detail, subject, partner_id, partner_name, since } = item;
  const Icon = level === 'failing' ? CircleAlert : Clock;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3 text-sm sm:flex-nowrap">
      <Icon
        className={`mt-0.5 size-4 shrink-0 ${level === 'failing' ? 'text-bad' : 'text-warn'}`}
        aria-label={level === 'failing' ? 'Failing' : 'Waiting'}
      />
      <div className="min-w-0 flex-[1_1_14rem]">
        <p className="font-medium break-words">{title}</p>
        {detail && <p className="break-words text-muted">{detail}</p>}
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-muted">
          <IdLink id={subject.id} partnerId={partner_id} />
          {partner_name && <span>{partner_name}</span>}
          <Time at={since} />
        </p>
      </div>
      <div className="ml-7 sm:ml-0">
        <AttentionAction item={item} />
      </div>
    </li>
  );
}

/** The scope and the function of each action. An action unknown to this console links to the object. */
const MENDS: Record<
  Exclude<AttentionActionName, 'view'>,
  { scope: string; done: string; act: (item: Attention) => PromiseLike<unknown> }
> = {
  run_job: {
    scope: 'jobs:write',
    done: 'is run again.',
    act: ({ subject }) => client.jobs.run(subject.id, { waitMs: 0 }),
  },
  retry_failed_operations: {
    scope: 'batches:write',
    done: 'is retried: its failed operations are a new batch.',
    act: ({ subject, partner_id }) => client.batches.retryFailed(partner_id ?? '', subject.id),
  },
  enable_webhook: {
    scope: 'webhooks:write',
    done: 'is enabled.',
    act: ({ subject }) => client.webhooks.update(subject.id, { status: 'active' }),
  },
};

/** The action that the API names; a link to the object if the key may not do it. */
function AttentionAction({ item }: { item: Attention }) {
  const { action, action_label, subject } = item;
  const may = useMay();
  const mend = action === 'view' ? undefined : MENDS[action];
  const act = useAction(async () => mend?.act(item), {
    changes: ['overview', 'jobs', 'feeds', 'batches', 'webhooks'],
    done: `${subject.id} ${mend?.done}`,
  });
  if (mend && may(mend.scope)) {
    return (
      <Button size="sm" busy={act.isPending} onClick={() => act.mutate(undefined)}>
        {action_label}
      </Button>
    );
  }
  const path = pathOf(subject.id);
  return path ? (
    <Link to={path} className={buttonClass('plain', 'sm')}>
      {action === 'view' ? action_label : 'View'}
    </Link>
  ) : null;
}
