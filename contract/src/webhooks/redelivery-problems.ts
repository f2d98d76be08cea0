import { Problem } from '../shared/problem.ts';
import type { RedeliveryFilter } from './deliveries.ts';

/** For the partner of a filter that is not the one of the subscription. */
export function noDeliveriesOfPartner({ webhook_id, partner_id }: RedeliveryFilter): Problem {
  return new Problem('not_found', `Webhook ${webhook_id} has no deliveries of partner ${partner_id}.`);
}

/** For a subscription for all partners: a job belongs to one. */
export function redeliveryWithoutPartner(): Problem {
  const message = 'partner_id is required: the subscription is for all partners.';
  return new Problem('validation_failed', message, { errors: [{ path: 'partner_id', code: 'invalid', message }] });
}

/** Why a redelivery ended early, as the end of a sentence. */
export const SUBSCRIPTION_DELETED = 'the subscription was deleted.';
