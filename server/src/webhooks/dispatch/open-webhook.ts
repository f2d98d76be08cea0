import { type Signer, signerOf } from '@commerce-integration/contract/rules';
import type { Logger } from 'pino';
import { type FieldCipher, openHeaders, UnreadableFieldError } from '../../encryption/field-cipher.ts';
import { hmacWith } from '../../outbound/send-request.ts';
import { placeOfWebhook, signingSecrets } from '../sealed-webhook.ts';
import type { ClaimedWebhook } from './claimed-delivery.ts';

/** What is stored encrypted of a subscription, decrypted. */
interface OpenedWebhook {
  /** Of the secrets that are valid. */
  readonly signers: readonly Signer[];
  readonly headers: Record<string, string>;
}

/** Decrypts what is stored of a subscription; undefined where it cannot be decrypted, which is logged. */
export type OpenWebhook = (webhook: ClaimedWebhook) => OpenedWebhook | undefined;

/** Why nothing is sent to a subscription that cannot be decrypted. */
export const UNREADABLE =
  'The secret or the headers of the webhook cannot be decrypted: rotate the secret, and set the headers again.';

/** Decrypts each of the subscriptions that were claimed at a time once, however many deliveries it is sent. */
export function openingWebhooks(cipher: FieldCipher, log: Logger, now: Date): OpenWebhook {
  const opened = new Map<ClaimedWebhook, OpenedWebhook | undefined>();
  return (webhook) => {
    if (opened.has(webhook)) return opened.get(webhook);
    const one = openedWebhook(webhook, cipher, { log, now });
    opened.set(webhook, one);
    return one;
  };
}

function openedWebhook(
  webhook: ClaimedWebhook,
  cipher: FieldCipher,
  { log, now }: { log: Logger; now: Date },
): OpenedWebhook | undefined {
  try {
    return {
      signers: signingSecrets(webhook, cipher, now).map((secret) => signerOf(secret, hmacWith)),
      headers: openHeaders(webhook.headers, cipher, placeOfWebhook(webhook.id, 'headers')),
    };
  } catch (error) {
    if (!(error instanceof UnreadableFieldError)) throw error;
    log.error({ err: error, webhook: webhook.id }, 'webhooks: a subscription cannot be decrypted');
    return undefined;
  }
}
