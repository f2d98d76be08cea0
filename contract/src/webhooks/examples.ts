export const WEBHOOK_EXAMPLE = {
  webhook_id: 'WH00001',
  partner_id: 'PT00001',
  partner_name: 'Acme Corp',
  url: 'https://partner.example/hooks',
  events: ['order.created', 'feed.validation.completed'],
  description: 'The shop in Lyon',
  ordered: false,
  max_in_flight: 5,
  headers: {},
  status: 'active',
  disabled_reason: null,
  circuit: 'closed',
  failure_count: 0,
  failing_since: null,
  last_error: null,
  next_probe_at: null,
  old_secret_valid_until: null,
  created_at: '2026-04-06T15:01:03.000Z',
  updated_at: '2026-04-06T15:01:03.000Z',
};

export const CREATE_WEBHOOK_EXAMPLE = {
  url: 'https://partner.example/hooks',
  events: ['order.created', 'feed.validation.completed'],
  description: 'The shop in Lyon',
};

export const WEBHOOK_DELIVERY_EXAMPLE = {
  delivery_id: 'WD00001',
  webhook_id: 'WH00001',
  partner_id: 'PT00001',
  partner_name: 'Acme Corp',
  event_id: 'EV00001',
  event_type: 'order.created',
  sequence: 1,
  status: 'succeeded',
  attempt_count: 1,
  response_code: 204,
  error: null,
  next_attempt_at: null,
  created_at: '2026-04-06T15:02:10.000Z',
};
