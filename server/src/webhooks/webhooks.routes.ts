import { webhookDeliveriesContract, webhooksContract } from '@commerce-integration/contract';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import { server } from '../http/routes.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { showJob } from '../jobs-api/show-jobs.ts';
import type { AddressRules } from '../outbound/check-target.ts';
import { partnerFilter } from '../partners/partners.queries.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { createWebhook } from './create-webhook.ts';
import { deleteWebhook } from './delete-webhook.ts';
import { presentDelivery, presentDeliveryDetail } from './deliveries.presenter.ts';
import { getDelivery, listDeliveries } from './deliveries.queries.ts';
import { recover, redeliver, replay } from './redeliver.ts';
import { redeliverMany } from './redeliver-many.ts';
import { rotateSecret } from './rotate-secret.ts';
import { testWebhook } from './test-webhook.ts';
import { updateWebhook } from './update-webhook.ts';
import { presentWebhook, presentWebhooks } from './webhooks.presenter.ts';
import { getWebhook, listWebhooks } from './webhooks.queries.ts';

export interface WebhookRouteParts {
  units: UnitsOfWork;
  cipher: FieldCipher;
  rules: AddressRules;
}

export function webhooksRoutes({ units, ...parts }: WebhookRouteParts) {
  const { read, write, idempotent } = units;
  return server.router(webhooksContract, {
    createWebhook: ({ body, req, res }) =>
      idempotent(req, res, async (em) => {
        const { webhook, secret } = await createWebhook(em, parts, res.locals.caller.partner, body);
        return { status: 201 as const, body: { ...(await presentWebhook(em, webhook)), secret } };
      }),

    listWebhooks: async ({ query: { partner_name, ...query }, res }) => {
      const em = read(res);
      const page = await listWebhooks(em, { ...query, partner: await partnerFilter(em, partner_name) });
      return { status: 200, body: { ...page, items: await presentWebhooks(em, page.items) } };
    },

    getWebhook: async ({ params, res }) => {
      const em = read(res);
      return { status: 200, body: await presentWebhook(em, await getWebhook(em, params.webhook_id)) };
    },

    updateWebhook: async ({ params, body, res }) => ({
      status: 200,
      body: await write(res, async (em) => presentWebhook(em, await updateWebhook(em, parts, params.webhook_id, body))),
    }),

    deleteWebhook: async ({ params, res }) => {
      await write(res, (em) => deleteWebhook(em, params.webhook_id));
      return { status: 204, body: undefined };
    },

    rotateWebhookSecret: ({ params, body, req, res }) =>
      idempotent(req, res, async (em) => {
        const { webhook, secret } = await rotateSecret(em, parts.cipher, params.webhook_id, body.old_valid_hours);
        return { status: 201 as const, body: { ...(await presentWebhook(em, webhook)), secret } };
      }),

    testWebhook: ({ params, body, req, res }) =>
      idempotent(req, res, async (em) => ({
        status: 202 as const,
        body: presentDelivery(await testWebhook(em, params.webhook_id, body.event_type)),
      })),

    recoverWebhook: ({ params, body, req, res }) =>
      idempotent(req, res, async (em) => ({ status: 202 as const, body: await recover(em, params.webhook_id, body) })),

    replayWebhook: ({ params, body, req, res }) =>
      idempotent(req, res, async (em) => ({
        status: 202 as const,
        body: await replay(em, params.webhook_id, body.event_ids),
      })),
  });
}

export function webhookDeliveriesRoutes({ read, idempotent }: UnitsOfWork, queue: JobQueue) {
  return server.router(webhookDeliveriesContract, {
    listWebhookDeliveries: async ({ query, res }) => {
      const page = await listDeliveries(read(res), query);
      return { status: 200, body: { ...page, items: page.items.map(presentDelivery) } };
    },

    getWebhookDelivery: async ({ params, res }) => {
      const em = read(res);
      return { status: 200, body: await presentDeliveryDetail(em, await getDelivery(em, params.delivery_id)) };
    },

    redeliverWebhookDelivery: ({ params, req, res }) =>
      idempotent(req, res, async (em) => ({
        status: 202 as const,
        body: presentDelivery(await redeliver(em, params.delivery_id)),
      })),

    redeliverWebhookDeliveries: ({ body, req, res }) =>
      idempotent(req, res, async (em) => ({
        status: 202 as const,
        body: await showJob(em, await redeliverMany(em, queue, body)),
      })),
  });
}
