import { useQuery } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { Card } from '../ui/card.tsx';
import { words } from '../ui/format.ts';
import { IdLink } from '../ui/link.tsx';
import { PendingView } from '../ui/problem-view.tsx';
import { Time } from '../ui/values.tsx';

const SHOWN = 50;

/** The history of an order, newest first: when, by whom and why. Nothing until it has one. */
export function OrderHistory({ orderId }: { orderId: string }) {
  const history = useQuery({
    queryKey: ['orders', orderId, 'history'],
    queryFn: async ({ signal }) => client.orders.listHistory(orderId, { limit: SHOWN }, { signal }),
  });
  const { data } = history;
  if (!data && history.error) return <PendingView query={history} />;
  if (!data || data.items.length === 0) return null;
  return (
    <Card title="History" flush>
      <ol className="divide-y divide-line">
        {data.items.map(({ at, by, subject, from, to, quantity, reason }) => (
          <li
            key={`${at} ${subject} ${to} ${quantity}`}
            className="flex flex-wrap gap-x-3 gap-y-0.5 px-4 py-2.5 text-sm"
          >
            <span className="font-mono text-xs leading-5 text-faint">{subject}</span>
            <span>
              {quantity !== null && `${quantity} × `}
              {words(from)} → {words(to)}
            </span>
            {reason && <span className="text-muted">{reason}</span>}
            <span className="ml-auto flex gap-3 text-xs leading-5 text-muted">
              <IdLink id={by} />
              <Time at={at} />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
