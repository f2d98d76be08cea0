import { formatId, JOB_TYPE_DECLARATIONS } from '@commerce-integration/contract';
import { eventsOf } from '../store/mock-event-log.ts';
import { deliveriesOf, webhooksOf } from '../webhooks/mock-webhook-rows.ts';
import { type Finder, finder } from './finder.ts';

/** Of jobs, events, and whom they are sent to. */
export const eventFinders = {
  job: finder(
    'jobs:read',
    ({ jobs }) => jobs,
    ({ jobType, number, status }, partner) => {
      const { idKind, work } = JOB_TYPE_DECLARATIONS[jobType];
      const job_id = formatId(idKind, number);
      return { id: job_id, shown: { title: work, subtitle: partner, status }, ids: { job_id } };
    },
  ),
  webhook: finder('webhooks:read', webhooksOf, ({ shown: { webhook_id, url, status } }, partner) => ({
    id: webhook_id,
    shown: { title: url, subtitle: partner, status },
    ids: { webhook_id },
    texts: { url },
  })),
  webhook_delivery: finder('webhooks:read', deliveriesOf, ({ id, event, webhookId, status }) => {
    const delivery_id = formatId('webhookDelivery', id);
    const shown = { title: event.type, subtitle: formatId('webhook', webhookId), status };
    return { id: delivery_id, shown, ids: { delivery_id } };
  }),
  event: finder('events:read', eventsOf, ({ id, type, subjectId }) => {
    const event_id = formatId('event', id);
    return { id: event_id, shown: { title: type, subtitle: subjectId, status: null }, ids: { event_id } };
  }),
} satisfies Record<string, Finder>;
