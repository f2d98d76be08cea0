import { formatId, orderExportersContract, orderExportsContract } from '@commerce-integration/contract';
import type { Response } from 'express';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import { server } from '../http/routes.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { showJob } from '../jobs-api/show-jobs.ts';
import type { AddressRules } from '../outbound/check-target.ts';
import { partnerFilter } from '../partners/partners.queries.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { createOrderExporter } from './create-order-exporter.ts';
import { approveExport, rejectExport, retryExport } from './decide-export.ts';
import { deleteOrderExporter } from './delete-order-exporter.ts';
import { readExportFlags, setExportFlags } from './export-flags.ts';
import { presentOrderExporter, presentOrderExporters } from './order-exporters.presenter.ts';
import { getOrderExporter, listOrderExporters } from './order-exporters.queries.ts';
import { presentOrderExport, presentOrderExportDetail } from './order-exports.presenter.ts';
import { getOrderExport, listOrderExports } from './order-exports.queries.ts';
import { replayExports } from './replay-exports.ts';
import { rotateExporterSecret, updateOrderExporter } from './update-order-exporter.ts';

export interface ExporterRouteParts {
  units: UnitsOfWork;
  cipher: FieldCipher;
  rules: AddressRules;
}

export function orderExportersRoutes({ units, ...parts }: ExporterRouteParts) {
  const { read, write, idempotent } = units;
  return server.router(orderExportersContract, {
    createOrderExporter: ({ body, req, res }) =>
      idempotent(req, res, async (em) => {
        const { exporter, secret } = await createOrderExporter(em, parts, res.locals.caller.partner, body);
        return { status: 201 as const, body: { ...(await presentOrderExporter(em, exporter)), secret } };
      }),

    listOrderExporters: async ({ query: { partner_name, ...query }, res }) => {
      const em = read(res);
      const page = await listOrderExporters(em, { ...query, partner: await partnerFilter(em, partner_name) });
      return { status: 200, body: { ...page, items: await presentOrderExporters(em, page.items) } };
    },

    getOrderExporter: async ({ params, res }) => {
      const em = read(res);
      return { status: 200, body: await presentOrderExporter(em, await getOrderExporter(em, params.exporter_id)) };
    },

    updateOrderExporter: async ({ params, body, res }) => ({
      status: 200,
      body: await write(res, async (em) =>
        presentOrderExporter(em, await updateOrderExporter(em, parts, params.exporter_id, body)),
      ),
    }),

    deleteOrderExporter: async ({ params, res }) => {
      await write(res, (em) => deleteOrderExporter(em, params.exporter_id));
      return { status: 204, body: undefined };
    },

    rotateOrderExporterSecret: ({ params, req, res }) =>
      idempotent(req, res, async (em) => {
        const { exporter, secret } = await rotateExporterSecret(em, parts.cipher, params.exporter_id);
        return { status: 201 as const, body: { ...(await presentOrderExporter(em, exporter)), secret } };
      }),

    getOrderExportFlags: async ({ res }) => ({ status: 200, body: await readExportFlags(read(res)) }),

    setOrderExportFlags: async ({ body, res }) => ({
      status: 200,
      body: await write(res, (em) => setExportFlags(em, body)),
    }),
  });
}

export function orderExportsRoutes({ read, idempotent }: UnitsOfWork, queue: JobQueue, store: ObjectStore) {
  return server.router(orderExportsContract, {
    listOrderExports: async ({ query, res }) => {
      const page = await listOrderExports(read(res), query);
      return { status: 200, body: { ...page, items: page.items.map(presentOrderExport) } };
    },

    getOrderExport: async ({ params, res }) => {
      const em = read(res);
      const row = await getOrderExport(em, params.order_export_id);
      return { status: 200, body: await presentOrderExportDetail(em, store, row) };
    },

    approveOrderExport: ({ params, body, req, res }) =>
      idempotent(req, res, async (em) => ({
        status: 200 as const,
        body: await approveExport(em, params.order_export_id, { by: callerOf(res), reason: body.reason }),
      })),

    rejectOrderExport: ({ params, body, req, res }) =>
      idempotent(req, res, async (em) => ({
        status: 200 as const,
        body: await rejectExport(em, params.order_export_id, { by: callerOf(res), reason: body.reason }),
      })),

    retryOrderExport: ({ params, req, res }) =>
      idempotent(req, res, async (em) => ({
        status: 202 as const,
        body: await retryExport(em, params.order_export_id),
      })),

    replayOrderExports: ({ body, req, res }) =>
      idempotent(req, res, async (em) => ({
        status: 202 as const,
        body: await showJob(em, await replayExports(em, queue, body)),
      })),
  });
}

function callerOf(res: Response): string {
  return formatId('apiKey', res.locals.caller.apiKeyId);
}
