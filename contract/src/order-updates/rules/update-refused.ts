import { formatId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { ORDER_UPDATE_CODES, type OrderUpdateCode } from '../order-update.ts';

/** An order update that cannot be applied, or cannot be read from a push. It is parked. */
export class UpdateRefused extends Error {
  override readonly name = 'UpdateRefused';
  readonly code: OrderUpdateCode;

  constructor(code: OrderUpdateCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Why an update was refused; undefined for an unexpected error. */
export function refusalOf(error: unknown): { code: OrderUpdateCode; message: string } | undefined {
  if (error instanceof UpdateRefused) return { code: error.code, message: error.message };
  if (!(error instanceof Problem)) return undefined;
  const code = ORDER_UPDATE_CODES.find((one) => one === error.code);
  return code && { code, message: error.message };
}

/**
 * The events of an order after which its parked updates are retried: they may have come too early. A parcel may leave
 * all states unchanged and still make more returns possible.
 */
export const RETRYING_EVENTS = ['order.status.changed', 'order.delivery.changed', 'order.shipped'] as const;

/** The codes of parked updates that a change of their order may resolve. */
export const RETRIED_CODES = [
  'transition_not_allowed',
  'quantity_not_available',
] as const satisfies readonly OrderUpdateCode[];

/** The most orders that a refusal lists for an ambiguous reference. */
export const SHOWN_OF_REFERENCE = 5;

/**
 * The refusal of an update whose reference several orders have.
 *
 * @param numbers of the orders: all, or the first ones, more than {@link SHOWN_OF_REFERENCE}
 */
export function ambiguousReference(numbers: readonly number[], reference: string): UpdateRefused {
  const shown = numbers.slice(0, SHOWN_OF_REFERENCE).map((number) => formatId('order', number));
  const count = numbers.length > SHOWN_OF_REFERENCE ? `Over ${SHOWN_OF_REFERENCE}` : numbers.length;
  return new UpdateRefused(
    'ambiguous_reference',
    `${count} orders have the customer_reference ${reference}, such as ${shown.join(', ')}: send it again with an order_id, and dismiss this one.`,
  );
}
