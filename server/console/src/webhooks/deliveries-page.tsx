import { PageHeader } from '../ui/page-header.tsx';
import { DeliveryList } from './delivery-list.tsx';

export function DeliveriesPage() {
  return (
    <>
      <PageHeader title="Deliveries" about="What was sent to webhooks and answered, for 30 days." />
      <DeliveryList />
    </>
  );
}
