import { partnerOf } from '../../outbound/in-flight.ts';

/** A delivery to send now. */
export interface ClaimedDelivery {
  id: number;
  createdAt: Date;
  /** The end of the lease: until then no other process sends it. Identifies the claim. */
  claimedUntil: string;
  webhook: ClaimedWebhook;
  eventId: number;
  eventAt: Date;
  sequence: number;
  /** Attempts so far, including this one, and those since a call last sent it again. */
  attempt: number;
  tries: number;
}

/** The subscription of claimed deliveries. */
export interface ClaimedWebhook {
  id: number;
  partnerId: number | null;
  url: string;
  secret: string;
  oldSecret: string | null;
  oldSecretValidUntil: Date | null;
  headers: string | null;
  isFailing: boolean;
}

/** The columns of a subscription that claims read. */
export interface WebhookRow {
  id: string;
  partner_id: string | null;
  url: string;
  ordered: boolean;
  max_in_flight: number;
  secret: string;
  old_secret: string | null;
  old_secret_valid_until: string | null;
  headers: string | null;
  failure_count: number;
  circuit: string;
  next_sequence: string;
}

/** A queued delivery. */
export interface DueRow {
  id: string;
  created_at: string;
  webhook_id: string;
  event_id: string;
  event_at: string;
  sequence: string | null;
  attempts: number;
  tries: number;
  /** Since when it is due, in seconds since 1970, and its rank among the due deliveries of its subscription. */
  due_seconds: number;
  turn: number;
}

/** Converts a row to the subscription that deliveries use. */
export function claimedWebhook(row: WebhookRow): ClaimedWebhook {
  return {
    id: Number(row.id),
    partnerId: partnerOf(row),
    url: row.url,
    secret: row.secret,
    oldSecret: row.old_secret,
    oldSecretValidUntil: row.old_secret_valid_until === null ? null : new Date(row.old_secret_valid_until),
    headers: row.headers,
    isFailing: row.failure_count > 0,
  };
}

/** A delivery with its claim. */
export function claimOf(row: DueRow, sequence: number, webhook: ClaimedWebhook, claimedUntil: string): ClaimedDelivery {
  return {
    id: Number(row.id),
    createdAt: new Date(row.created_at),
    claimedUntil,
    eventId: Number(row.event_id),
    eventAt: new Date(row.event_at),
    sequence,
    attempt: row.attempts + 1,
    tries: row.tries + 1,
    webhook,
  };
}
