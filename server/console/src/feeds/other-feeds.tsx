import type { Feed } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { client } from '../api/client.ts';
import { StatusBadge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { TextLink } from '../ui/link.tsx';
import { Time } from '../ui/values.tsx';

const SHOWN = 6;

/** The latest feeds of the same partner, before and after this one. */
export function OtherFeeds({ feed: { feed_id, partner_name } }: { feed: Feed }) {
  const { data } = useQuery({
    queryKey: ['feeds', 'of-partner', partner_name],
    queryFn: async ({ signal }) => client.feeds.list({ partner_name, limit: SHOWN }, { signal }),
  });
  if (!data || data.items.length < 2) return null;
  return (
    <Card
      title="Latest feeds of this partner"
      actions={
        <TextLink to="/feeds" search={{ partner_name }}>
          All
        </TextLink>
      }
      flush
    >
      <ul className="divide-y divide-line">
        {data.items.map((one) => (
          <li key={one.feed_id} className="flex items-center gap-3 px-4 py-2 text-sm">
            <span className="min-w-0 flex-1">
              {one.feed_id === feed_id ? (
                <span className="block truncate font-medium" aria-current="true">
                  {one.file_name}
                </span>
              ) : (
                <Link to={`/feeds/${one.feed_id}`} className="block truncate text-accent hover:underline">
                  {one.file_name}
                </Link>
              )}
              <span className="text-xs text-faint">
                {one.feed_id} · <Time at={one.created_at} />
              </span>
            </span>
            <StatusBadge status={one.validation_status ?? one.status} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
