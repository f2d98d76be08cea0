import { z } from 'zod';
import { defineEvent } from '../shared/define-event.ts';
import { partnerIdSchema } from '../shared/ids.ts';
import { PARTNER_STATUSES } from './partners.ts';

const partnerUpdated = defineEvent('partner.updated', {
  about: 'A partner was changed: its name, its status or its defaults.',
  subject: ({ partner_id }) => partner_id,
  data: z.object({
    partner_id: partnerIdSchema,
    partner_name: z.string(),
    status: z.enum(PARTNER_STATUSES),
    changed: z.array(z.string()).meta({ description: 'The fields that changed.' }),
  }),
  example: { partner_id: 'PT00001', partner_name: 'Acme Corp', status: 'paused', changed: ['status'] },
});

export const PARTNER_EVENTS = [partnerUpdated] as const;
