import { EVENT_TYPES, type EventType, eventDefinition, formatId } from '@commerce-integration/contract';
import { deliveryBody, deliveryHeaders, signerOf } from '@commerce-integration/contract/rules';
import { bypass } from 'msw';
import { hmacWith } from '../../internal/events/hmac.ts';
import { describeValue } from '../../internal/transport/arguments.ts';
import type { CommerceEvent } from '../../internal/types/wire-types.ts';
import { carriedEvent } from '../store/mock-event-log.ts';
import type { EventRow } from '../store/mock-rows.ts';

/** An event of a type. */
export type EventOf<T extends CommerceEvent['event_type']> = Extract<CommerceEvent, { event_type: T }>;

/** A delivery for `mock.webhooks.deliver`. */
export interface MockDelivery<T extends CommerceEvent['event_type']> {
  event_type: T;
  /** @default an example of the type */
  data?: EventOf<T>['data'] | undefined;
  /**
   * The secret that your endpoint uses for verification, or several: the new and the old one while a secret is being
   * replaced.
   */
  secret: string | readonly string[];
  /** Use the same ID again to send a duplicate. @default a new ID for each delivery */
  event_id?: string | undefined;
  /** @default a number that grows with each delivery */
  sequence?: number | undefined;
  /** @default 1 */
  attempt?: number | undefined;
  /** The time of the signature; use an earlier time for an outdated delivery. @default now */
  signed_at?: Date | undefined;
}

/** The target of a delivery: a URL, or a function that handles requests, such as that of a router. */
export type DeliveryTarget = string | URL | ((request: Request) => Response | Promise<Response>);

type Handler = (event: CommerceEvent) => unknown;

/** The webhooks of a mock: functions for its events, and deliveries to your own endpoint. */
export class MockWebhooks {
  readonly #handlers = new Map<string, Set<Handler>>();
  #delivered = 0;

  /**
   * Calls a function for each event of a type, or of all types with `'*'`, that calls of the mock cause. It is called
   * before the response to that call. Call the returned function to stop. Errors of your function are not caught.
   *
   * @example
   * mock.webhooks.on('order.created', ({ data }) => console.log(data.order_id));
   *
   * @throws TypeError for an unknown type
   */
  on<T extends CommerceEvent['event_type'] | '*'>(
    type: T,
    handler: (event: T extends CommerceEvent['event_type'] ? EventOf<T> : CommerceEvent) => unknown,
  ): () => void {
    if (type !== '*') assertKnown(type);
    const own = handler as Handler;
    this.#handlers.set(type, (this.#handlers.get(type) ?? new Set()).add(own));
    return () => void this.#handlers.get(type)?.delete(own);
  }

  /**
   * Sends a signed delivery to your endpoint, like the API.
   *
   * @returns the response of the endpoint
   * @throws TypeError for an unknown type
   *
   * @example
   * const { secret } = await client.webhooks.create({ url: 'https://shop.example/hooks', events: ['*'] });
   * const response = await mock.webhooks.deliver('http://localhost:4000/hooks', { event_type: 'order.created', secret });
   */
  async deliver<T extends CommerceEvent['event_type']>(
    target: DeliveryTarget,
    delivery: MockDelivery<T>,
  ): Promise<Response> {
    assertKnown(delivery.event_type);
    this.#delivered += 1;
    const request = await requestOf(target, delivery, this.#delivered);
    return typeof target === 'function' ? target(request) : fetch(bypass(request));
  }

  /** @internal */
  recorded(row: EventRow): void {
    const handlers = [...(this.#handlers.get(row.type) ?? []), ...(this.#handlers.get('*') ?? [])];
    // Outside of the call, whose work an error must not interrupt, but before its answer.
    for (const handler of handlers) queueMicrotask(() => handler(carriedEvent(row)));
  }

  /** @internal */
  reset(): void {
    this.#handlers.clear();
    this.#delivered = 0;
  }
}

async function requestOf<T extends EventType>(
  target: DeliveryTarget,
  delivery: MockDelivery<T>,
  number: number,
): Promise<Request> {
  const { event_type, secret, attempt = 1, sequence = number, signed_at = new Date() } = delivery;
  const { event_id = formatId('event', number), data = eventDefinition(event_type).example } = delivery;
  const body = deliveryBody({ event_id, event_type, occurred_at: signed_at.toISOString(), data });
  const timestamp = Math.floor(signed_at.getTime() / 1_000);
  const sent = { eventId: event_id, eventType: event_type, timestamp, sequence, attempt, body };
  const signers = [secret].flat().map((one) => signerOf(one, hmacWith));
  const headers = await deliveryHeaders(sent, signers);
  const url = typeof target === 'function' ? 'http://localhost/webhooks' : target;
  return new Request(url, { method: 'POST', headers, body });
}

function assertKnown(type: string): void {
  if ((EVENT_TYPES as readonly string[]).includes(type)) return;
  throw new TypeError(`Unknown event ${describeValue(type)}. Known events: ${EVENT_TYPES.join(', ')}`);
}
