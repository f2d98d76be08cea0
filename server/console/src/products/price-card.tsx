import type { PriceInForce, Product } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { CalendarClock } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Select } from '../ui/field.tsx';
import { formatMoney } from '../ui/format.ts';
import { ProblemView } from '../ui/problem-view.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/values.tsx';
import { PriceChart } from './price-chart.tsx';

const PriceListDialog = lazy(async () => ({ default: (await import('./price-list-dialog.tsx')).PriceListDialog }));

interface PriceListButtonProps {
  price: PriceInForce;
  fallbackCurrency: string | null;
}

/** Opens the price list of a product. */
function PriceListButton({ price, fallbackCurrency }: PriceListButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" icon={<CalendarClock className="size-3.5" aria-hidden />} onClick={() => setOpen(true)}>
        Price list
      </Button>
      <Suspense fallback={null}>
        {open && <PriceListDialog price={price} fallbackCurrency={fallbackCurrency} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}

const SOURCES = {
  feed: 'from the feed',
  base_list: 'from the base price list',
  channel_list: "from the channel's price list",
} as const;

/** The current and next prices, in a sales channel or outside any, and their history. */
export function PriceCard({ product }: { product: Product }) {
  const [channel, setChannel] = useState('');
  const may = useMay();
  const { product_id } = product;
  const { data, error, refetch } = useQuery({
    queryKey: ['products', product_id, 'price', channel],
    queryFn: async ({ signal }) =>
      client.products.getPrice(product_id, channel ? { sales_channel_id: channel } : {}, { signal }),
  });
  return (
    <Card
      title="Price"
      actions={
        <>
          <ChannelSelect partnerName={product.partner_name} value={channel} onChange={setChannel} />
          {data && may('products:write') && <PriceListButton price={data} fallbackCurrency={product.currency} />}
        </>
      }
    >
      {error && <ProblemView error={error} onRetry={() => void refetch()} />}
      {!error && (data ? <Price price={data} /> : <Skeleton className="h-14" />)}
      <PriceChart product={product} price={data} />
    </Card>
  );
}

function Price({ price }: { price: PriceInForce }) {
  if (price.price === null || price.currency === null) return <p className="text-sm text-muted">No current price.</p>;
  const { currency, source, since, next, lowest_price_30_days: lowest } = price;
  return (
    <div className="flex flex-wrap items-end gap-x-8 gap-y-3">
      <div>
        <p className="text-2xl font-semibold tabular-nums">{formatMoney(price.price, currency)}</p>
        <p className="text-xs text-muted">
          {source && SOURCES[source]}
          {since && (
            <>
              , since <Time at={since} />
            </>
          )}
        </p>
      </div>
      <Aside label="Lowest in 30 days" value={lowest === null ? '–' : formatMoney(lowest, currency)} />
      {next && (
        <Aside
          label={
            <>
              Next, <Time at={next.valid_from} />
            </>
          }
          value={formatMoney(next.price, next.currency)}
        />
      )}
    </div>
  );
}

function Aside({ label, value }: { label: React.ReactNode; value: string }) {
  return (
    <div>
      <p className="text-sm font-medium tabular-nums">{value}</p>
      <p className="text-xs text-muted">{label}</p>
    </div>
  );
}

interface ChannelSelectProps {
  partnerName: string;
  value: string;
  onChange: (channel: string) => void;
}

/** Nothing if the partner has no sales channels, or the key may not see them. */
function ChannelSelect({ partnerName, value, onChange }: ChannelSelectProps) {
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['salesChannels', 'of-partner', partnerName],
    queryFn: async ({ signal }) => client.salesChannels.list({ partner_name: partnerName, limit: 100 }, { signal }),
    enabled: may('sales_channels:read'),
  });
  if (!data || data.items.length === 0) return null;
  const choices = data.items.map(({ sales_channel_id, name }) => [sales_channel_id, name] as const);
  return (
    <Select
      aria-label="Sales channel"
      size="sm"
      className="w-auto max-w-44"
      choices={[['', 'No sales channel'], ...choices]}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
