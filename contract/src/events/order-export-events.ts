import { z } from 'zod';
import { defineEvent } from '../shared/define-event.ts';
import { deliveryIdSchema, orderExporterIdSchema, orderExportIdSchema, orderIdSchema } from '../shared/ids.ts';
import { timeSchema } from '../shared/time.ts';

// Not in the folder of exporters: those send requests like webhooks, which refer to event types, so the folders would
// import each other.

const about = z.object({
  order_export_id: orderExportIdSchema,
  order_id: orderIdSchema,
  exporter_id: orderExporterIdSchema,
  flag: z.string(),
});
const example = {
  order_export_id: 'OE00001',
  order_id: 'OR00001',
  exporter_id: 'OX00001',
  flag: 'to_fulfilment',
};

const orderExport = defineEvent('order.export', {
  about: 'An exporter of the kind `event` exports an order; receivers of this event process the order.',
  subject: ({ order_id }) => order_id,
  data: about.extend({ delivery_ids: z.array(deliveryIdSchema) }),
  example: { ...example, delivery_ids: ['DL00001'] },
});

const exportCompleted = defineEvent('order.export.completed', {
  about: 'An order was exported, or its export was approved.',
  subject: ({ order_id }) => order_id,
  data: about.extend({
    next_flag: z.string().nullable().meta({
      description: 'The current flag of the order; null at the end of its chain, and while other exporters follow.',
    }),
  }),
  example: { ...example, next_flag: 'to_erp' },
});

const exportFailed = defineEvent('order.export.failed', {
  about: 'An export failed for the first time, or its last attempt did.',
  subject: ({ order_id }) => order_id,
  data: about.extend({
    attempts: z.int(),
    error: z.string(),
    next_attempt_at: timeSchema.nullable().meta({ description: 'Null if it is not retried automatically.' }),
  }),
  example: {
    ...example,
    attempts: 1,
    error: 'The receiver responded with 500.',
    next_attempt_at: '2026-04-06T15:03:10.000Z',
  },
});

const exportWaiting = defineEvent('order.export.waiting', {
  about: 'An order export waits for approval.',
  subject: ({ order_id }) => order_id,
  data: about,
  example,
});

export const ORDER_EXPORT_EVENTS = [orderExport, exportCompleted, exportFailed, exportWaiting] as const;
