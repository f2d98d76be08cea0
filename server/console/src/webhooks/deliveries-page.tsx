import { PageHeader } from '../ui/page-header.tsx';
import { DeliveryList } from './delivery-list.tsx';

export function DeliveriesPage() {
  return (
    <>
      <PageHeader title="Deliveries" about="Requests to webhooks and their responses, for 30 days." />
      <DeliveryList />
    </>
  );
}
