import { PARTNER_EXAMPLE } from '../shared/examples.ts';

export const CONSOLE_SESSION_EXAMPLE = {
  caller: {
    kind: 'partner',
    key: { api_key_id: 'AK00002', name: 'Console', secret_hint: 'x7Qk', expires_at: null },
    scopes: ['products:read', 'orders:read'],
    partner: PARTNER_EXAMPLE,
    limits: [{ name: 'page_size', value: 100, unit: 'items', description: 'Items per page; 10 by default.' }],
  },
  csrf_token: 'Jm0_vK5w6ZtRrA4hPz1uOQ2cN8yXbD7eSfGqTkLiWUo',
  expires_at: '2026-04-07T02:02:11.000Z',
};

export const SEARCH_RESULT_EXAMPLE = {
  type: 'product',
  id: 'PR00001',
  title: 'Trail Runner 2',
  subtitle: 'SKU-1001 · Acme Corp',
  status: 'in_stock',
  leads_to: null,
  matched: 'sku',
};

const count = (name: string, label: string, value: number, more: Record<string, unknown> = {}) => ({
  name,
  label,
  value,
  precision: 'exact',
  level: 'ok',
  is_in_range: false,
  since: null,
  ...more,
});

export const OVERVIEW_EXAMPLE = {
  from: '2026-04-05T15:00:00.000Z',
  to: '2026-04-06T15:00:00.000Z',
  needs_attention: [
    {
      kind: 'load_failed',
      title: 'A load of sample_catalog.csv failed.',
      detail: 'The header has no column sku.',
      level: 'failing',
      subject: { type: 'job', id: 'JV00001' },
      partner_id: 'PT00001',
      partner_name: 'Acme Corp',
      since: '2026-04-06T14:20:11.000Z',
      action: 'run_job',
      action_label: 'Load again',
    },
  ],
  stages: [
    { stage: 'products', counts: [count('all', 'Products', 1_204_311, { precision: 'estimate' })] },
    { stage: 'orders', counts: [count('created', 'Orders', 412, { is_in_range: true })] },
  ],
  components: [{ component: 'database', status: 'ok', detail: null }],
  recent_activity: [],
};
