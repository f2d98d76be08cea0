import { type Signer, signerOf } from '@commerce-integration/contract/rules';
import { type FieldCipher, openHeaders } from '../../encryption/field-cipher.ts';
import { hmacWith } from '../../outbound/send-request.ts';
import { placeOfWebhook, signingSecrets } from '../sealed-webhook.ts';
import type { ClaimedWebhook } from './claimed-delivery.ts';

/** What is stored encrypted of a subscription, decrypted. */
interface OpenedWebhook {
  /** Of the secrets that are valid. */
  readonly signers: readonly Signer[];
  readonly headers: Record<string, string>;
}

/** Decrypts what is stored of a subscription. @throws where it cannot be read */
export type OpenWebhook = (webhook: ClaimedWebhook) => OpenedWebhook;

/** Decrypts each of the subscriptions that were claimed at a time once, however many deliveries it is sent. */
export function openingWebhooks(cipher: FieldCipher, now: Date): OpenWebhook {
  const opened = new Map<ClaimedWebhook, OpenedWebhook>();
  return (webhook) => {
    const known = opened.get(webhook);
    if (known) return known;
    const one = {
      signers: signingSecrets(webhook, cipher, now).map((secret) => signerOf(secret, hmacWith)),
      headers: openHeaders(webhook.headers, cipher, placeOfWebhook(webhook.id, 'headers')),
    };
    opened.set(webhook, one);
    return one;
  };
}
