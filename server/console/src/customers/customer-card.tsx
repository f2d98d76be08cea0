import { useQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { Card } from '../ui/card.tsx';
import { Facts } from '../ui/facts.tsx';
import { IdLink, TextLink } from '../ui/link.tsx';
import { customerQuery } from './customer-queries.ts';

/** The customer of an order, masked as everywhere in the API. */
export function CustomerCard({ customerId, addressId }: { customerId: string; addressId: string | null }) {
  const may = useMay();
  const mayRead = may('customers:read');
  const { data: customer } = useQuery({ ...customerQuery(customerId), enabled: mayRead });
  const { data: address } = useQuery({
    queryKey: ['customers', 'address', addressId],
    queryFn: async ({ signal }) => client.customers.getAddress(addressId ?? '', { signal }),
    enabled: mayRead && addressId !== null,
  });
  return (
    <Card title="Customer" actions={<Masked />}>
      <Facts
        facts={[
          ['ID', <IdLink key="id" id={customerId} />],
          customer && [
            'Name',
            <TextLink
              key="name"
              to={`/customers/${customerId}`}
            >{`${customer.first_name} ${customer.last_name}`}</TextLink>,
          ],
          customer && ['E-mail', customer.email_masked],
          address && [
            'Ships to',
            `${address.address_line1_masked}, ${address.postal_code_masked} ${address.city}, ${address.country}`,
          ],
        ]}
      />
    </Card>
  );
}

export function Masked() {
  return (
    <span
      className="inline-flex items-center gap-1.5 text-xs text-muted"
      title="Stored encrypted, and never shown in full."
    >
      <ShieldCheck className="size-3.5" aria-hidden />
      Masked
    </span>
  );
}
