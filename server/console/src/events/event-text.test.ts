import type { Event } from '@commerce-integration/sdk';
import { expect, it } from 'vitest';
import { eventText, eventTone } from './event-text.ts';

const event = (event_type: string, data: object) => ({ event_type, data }) as unknown as Event;

it.each([
  [event('operations_batch.completed', { status: 'completed' }), 'ok'],
  [event('operations_batch.completed', { status: 'failed' }), 'bad'],
  [event('order.fulfillment.completed', { fulfillment_status: 'shipped' }), 'ok'],
  [event('job.failed', { status: 'failed' }), 'bad'],
  [event('webhook.attempts.exhausted', {}), 'bad'],
  [event('feed.uploaded', { status: 'uploaded' }), 'info'],
] as const)('an event is shown as good or bad by what it tells', (of, tone) => {
  expect(eventTone(of)).toBe(tone);
});

it.each([
  [event('order.status.changed', { from: 'created', to: 'in_progress' }), 'Order: Created → In progress'],
  [
    event('order.delivery.changed', { delivery_id: 'DL00001', from: 'pending', to: 'packing' }),
    'Delivery DL00001: Pending → Packing',
  ],
  [event('order.fulfillment.queued', {}), 'Order fulfillment queued'],
])('an event is told as a sentence that says what has changed', (of, text) => {
  expect(eventText(of)).toBe(text);
});
