import type { Product } from '@commerce-integration/sdk';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { client } from '../api/client.ts';
import { PartnerLink } from '../partners/partner-link.tsx';
import { StatusBadge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { CopyId, IdLink, TextLink } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Time } from '../ui/values.tsx';
import { PriceCard } from './price-card.tsx';
import { ProductHistory } from './product-history.tsx';

export function ProductPage() {
  const { productId = '' } = useParams({ strict: false });
  const { data: product } = useSuspenseQuery({
    queryKey: ['products', productId],
    queryFn: async ({ signal }) => client.products.get(productId, { signal }),
  });
  return (
    <>
      <PageHeader
        title={product.product_name}
        beside={
          <>
            {product.availability && <StatusBadge status={product.availability} />}
            <CopyId id={product.product_id} />
          </>
        }
        about={product.description}
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-4">
          <PriceCard product={product} />
          <ProductHistory productId={productId} />
        </div>
        <div className="min-w-0 space-y-4">
          <ProductFacts product={product} />
          <Attributes attributes={product.attributes} />
        </div>
      </div>
    </>
  );
}

function ProductFacts({ product }: { product: Product }) {
  const { sku, partner_id, partner_name, brand, category, feed_id, created_at, updated_at } = product;
  return (
    <Card title="Details">
      <Facts
        facts={[
          [
            'SKU',
            <span key="sku" className="inline-flex items-center gap-0.5">
              <span className="font-mono text-xs break-all">{sku}</span>
              <CopyButton text={sku} label="Copy the SKU" />
            </span>,
          ],
          ['Partner', <PartnerLink key="partner" id={partner_id} name={partner_name} />],
          [
            'Brand',
            brand && (
              <TextLink key="brand" to="/products" search={{ brand }}>
                {brand}
              </TextLink>
            ),
          ],
          [
            'Category',
            category && (
              <TextLink key="category" to="/products" search={{ category }}>
                {category}
              </TextLink>
            ),
          ],
          ['Last feed', <IdLink key="feed" id={feed_id} />],
          ['Created', <Time key="created" at={created_at} />],
          ['Updated', <Time key="updated" at={updated_at} />],
        ]}
      />
    </Card>
  );
}

/** The feed's additional columns. */
function Attributes({ attributes }: { attributes: Record<string, string> }) {
  const entries = Object.entries(attributes);
  return (
    <Card title="Attributes" hint={entries.length > 0 ? entries.length : undefined}>
      {entries.length === 0 ? (
        <p className="text-sm text-muted">None. Additional feed columns become attributes.</p>
      ) : (
        <Facts facts={entries} />
      )}
    </Card>
  );
}
