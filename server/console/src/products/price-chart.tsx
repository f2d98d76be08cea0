import type { PriceInForce, Product } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { TimeChart } from '../charts/time-chart.tsx';
import { formatMoney } from '../ui/format.ts';
import { useNow } from '../ui/use-now.ts';
import { priceSeries } from './price-series.ts';
import { historyQuery } from './product-queries.ts';

const HOUR = 3_600_000;

/** The price over time, as steps. */
export function PriceChart({ product, price }: { product: Product; price: PriceInForce | undefined }) {
  const { data } = useQuery(historyQuery(product.product_id));
  const hour = Math.floor(useNow() / HOUR) * HOUR;
  const currency = price?.currency ?? product.currency;
  const points = useMemo(
    () => priceSeries(product, data?.items ?? [], price, hour + HOUR),
    [product, data, price, hour],
  );
  if (currency === null || points.length < 2) return null;
  return (
    <div className="mt-5">
      <TimeChart
        label={`Price of ${product.product_name} in time`}
        times={points.map(({ at }) => at / 1_000)}
        series={[
          {
            label: 'Price',
            values: points.map((point) => point.price),
            kind: 'step',
            format: (amount) => formatMoney(amount, currency),
          },
        ]}
        height={180}
      />
    </div>
  );
}
