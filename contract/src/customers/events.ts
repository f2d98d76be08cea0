import { z } from 'zod';
import { defineEvent } from '../shared/define-event.ts';
import { addressIdSchema, customerIdSchema } from '../shared/ids.ts';

const customerCreated = defineEvent('customer.created', {
  about: 'A customer was created.',
  subject: ({ customer_id }) => customer_id,
  data: z.object({ customer_id: customerIdSchema }),
  example: { customer_id: 'CU00001' },
});

const customerAddressCreated = defineEvent('customer.address.created', {
  about: 'A customer was given an address.',
  subject: ({ customer_id }) => customer_id,
  data: z.object({ customer_id: customerIdSchema, address_id: addressIdSchema }),
  example: { customer_id: 'CU00001', address_id: 'AD00001' },
});

export const CUSTOMER_EVENTS = [customerCreated, customerAddressCreated] as const;
