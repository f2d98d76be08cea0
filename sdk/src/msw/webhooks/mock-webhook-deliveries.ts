import { formatId, idNumber, type RedeliveryFilter } from '@commerce-integration/contract';
import {
  noDeliveriesOfPartner,
  redeliveryWithoutPartner,
  SUBSCRIPTION_DELETED,
} from '@commerce-integration/contract/rules';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import { newJob } from '../jobs/mock-job-rows.ts';
import { presentJob } from '../jobs/mock-jobs.ts';
import { LoadFailure, type LoadOutcome } from '../jobs/mock-worker.ts';
import { getPartner } from '../partners/mock-acting-partner.ts';
import { createdWithin, listRows } from '../store/mock-lists.ts';
import type { JobRow, Owned } from '../store/mock-rows.ts';
import { keep, type MockTables } from '../store/mock-tables.ts';
import { assertEnabled, ownDeliveries } from './mock-redeliveries.ts';
import {
  deliveriesOf,
  getDelivery,
  getWebhook,
  presentDelivery,
  presentDeliveryDetail,
  send,
  webhooksOf,
} from './mock-webhook-rows.ts';

/** The filter of a job. */
interface RedeliveryRow extends Owned {
  filter: RedeliveryFilter;
}

const filtersOf = (tables: MockTables) => tables.own<RedeliveryRow>('webhookRedeliveryJob');

export const webhookDeliveryHandlers: FeatureHandlers<'webhookDeliveries'> = {
  listWebhookDeliveries: (call) => ({
    status: 200,
    body: listRows(call, deliveriesOf(call.tables), 'webhookDelivery', (row) => presentDelivery(call.tables, row)),
  }),

  getWebhookDelivery: (call) => ({
    status: 200,
    body: presentDeliveryDetail(call.tables, getDelivery(call, call.params.delivery_id)),
  }),

  redeliverWebhookDelivery: (call) =>
    call.once(() => {
      const delivery = getDelivery(call, call.params.delivery_id);
      assertEnabled(getWebhook(call, formatId('webhook', delivery.webhookId)));
      delivery.status = 'pending';
      const body = presentDelivery(call.tables, delivery);
      send(call.tables, delivery);
      return { status: 202, body };
    }),

  redeliverWebhookDeliveries: (call) =>
    call.once(() => ({ status: 202, body: presentJob(call.tables, redeliverMany(call, call.body)) })),
};

function redeliverMany(call: MockCall, filter: RedeliveryFilter): JobRow {
  const { tables, worker } = call;
  const webhook = getWebhook(call, filter.webhook_id);
  assertEnabled(webhook);
  const partner = filter.partner_id === undefined ? undefined : getPartner(call, filter.partner_id);
  if (webhook.partnerId !== null && partner && partner.id !== webhook.partnerId) throw noDeliveriesOfPartner(filter);
  const partnerId = webhook.partnerId ?? partner?.id ?? missingPartner();
  const job = newJob(tables, {
    type: 'webhook_redelivery',
    partnerId,
    subjectId: webhook.id,
    createdAt: new Date(),
  });
  keep(filtersOf(tables), { id: job.id, partnerId, filter });
  worker.enqueue(job);
  return job;
}

function missingPartner(): never {
  throw redeliveryWithoutPartner();
}

/** Sends the deliveries of a job's filter again. @throws LoadFailure where the subscription was deleted */
export function runRedelivery(tables: MockTables, job: JobRow): LoadOutcome {
  const webhook = webhooksOf(tables).get(job.webhookId ?? 0);
  const filter = filtersOf(tables).get(job.id)?.filter;
  if (!webhook || !filter) throw new LoadFailure(SUBSCRIPTION_DELETED);
  const { status = 'failed', event_type, partner_id } = filter;
  const rows = ownDeliveries(tables, webhook).filter(
    (row) =>
      row.status === status &&
      (event_type === undefined || row.event.type === event_type) &&
      (partner_id === undefined || row.event.partnerId === idNumber(partner_id)) &&
      createdWithin(filter, new Date(row.createdAt)),
  );
  for (const row of rows) send(tables, row);
  const message = `Redelivery completed. Deliveries: ${rows.length}.`;
  return { message, result: { deliveries: rows.length }, errors: [], changes: [] };
}
