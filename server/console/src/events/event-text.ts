import type { Event } from '@commerce-integration/sdk';
import { formatCount, formatMoney, words } from '../ui/format.ts';

/**
 * An event as a sentence. Most events have one; for others, the text is made of their type, which also covers new
 * types.
 */
export function eventText(event: Event): string {
  const { event_type, data } = event;
  if (event_type === 'order.created') return `Order of ${formatMoney(data.total_amount, data.currency)} created`;
  if (event_type === 'order.status.changed') return `Order: ${words(data.from)} → ${words(data.to)}`;
  if (event_type === 'order.delivery.changed')
    return `Delivery ${data.delivery_id}: ${words(data.from)} → ${words(data.to)}`;
  if (event_type === 'product.price.changed')
    return `Prices of ${formatCount(data.products_changed, 'product')} changed`;
  if (event_type === 'partner.updated')
    return `${data.partner_name}: ${data.changed.map(words).join(', ').toLowerCase()} changed`;
  if (event_type === 'webhook.failing') return `${data.url} fails since ${data.failure_count} attempts`;
  if (event_type === 'webhook.disabled') return `${data.url} was disabled`;
  if (event_type === 'webhook.attempts.exhausted')
    return `Delivery ${data.delivery_id} was given up after ${data.attempts} attempts`;
  if ('error_message' in data && typeof data.error_message === 'string') return data.error_message;
  if ('error' in data && typeof data.error === 'string') return data.error;
  if ('message' in data && typeof data.message === 'string') return data.message;
  return words(event_type);
}

/** Whether the event reports a failure or a success. A batch that failed has also ended, and its status tells. */
export function eventTone({ event_type, data }: Pick<Event, 'event_type' | 'data'>): 'bad' | 'ok' | 'info' {
  if (/(failed|failing|disabled|exhausted)$/.test(event_type)) return 'bad';
  if (!/completed$/.test(event_type)) return 'info';
  return 'status' in data && data.status === 'failed' ? 'bad' : 'ok';
}
