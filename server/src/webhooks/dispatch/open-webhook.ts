import { type Signer, signerOf } from '@commerce-integration/contract/rules';
import type { Logger } from 'pino';
import { type FieldCipher, openHeaders, UnreadableFieldError } from '../../encryption/field-cipher.ts';
import { hmacWith } from '../../outbound/send-request.ts';
import { placeOfWebhook, signingSecrets } from '../sealed-webhook.ts';
import type { ClaimedWebhook } from './claimed-delivery.ts';

/** The decrypted fields of a subscription. */
interface OpenedWebhook {
  /** One for each valid secret. */
  readonly signers: readonly Signer[];
  readonly headers: Record<string, string>;
}

/** Decrypts the stored fields of a subscription; logs a failure and returns undefined. */
export type OpenWebhook = (webhook: ClaimedWebhook) => OpenedWebhook | undefined;

/** Why nothing is sent to a subscription that cannot be decrypted. */
export const UNREADABLE =
  'The secret or the headers of the webhook cannot be decrypted: rotate the secret, and set the headers again.';

/** Decrypts each subscription of a claim once, however many deliveries it receives. */
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
