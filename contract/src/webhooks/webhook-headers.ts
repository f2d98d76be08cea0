import { z } from 'zod';
import { LIMITS } from '../shared/limits.ts';

/** A header name, as RFC 9110 defines a token. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;
/** Visible characters, spaces between them. */
const VALUE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
/** Headers that the delivery itself determines. */
const OWN =
  /^(?:x-commerce-.*|webhook-.*|host|content-.*|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|proxy-.*|cookie|user-agent|accept-encoding)$/i;

function problemOf(headers: Record<string, string>): string | undefined {
  const names = Object.keys(headers);
  if (names.length > LIMITS.webhookHeaders) return `headers must name at most ${LIMITS.webhookHeaders} headers.`;
  const wrong = names.find((name) => !NAME.test(name));
  if (wrong !== undefined) return `${JSON.stringify(wrong)} is not the name of a header.`;
  const own = names.find((name) => OWN.test(name));
  if (own !== undefined) return `headers must not name ${own}: each delivery sets it itself.`;
  const key = names.find((name) => name.toLowerCase() === 'idempotency-key');
  if (key !== undefined) return `headers must not name ${key}: all requests would have the same one.`;
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length)
    return 'headers must name each header once.';
  const bad = names.find((name) => !VALUE.test(headers[name] ?? ''));
  if (bad !== undefined) return `The value of ${bad} must be visible ASCII characters.`;
  const long = names.find((name) => (headers[name] ?? '').length > LIMITS.webhookHeaderLength);
  return long && `The value of ${long} is longer than ${LIMITS.webhookHeaderLength} characters.`;
}

/** Additional headers of deliveries, such as `Authorization`. */
export const webhookHeadersSchema = z
  .record(z.string(), z.string())
  .superRefine((headers, { addIssue }) => {
    const message = problemOf(headers);
    if (message !== undefined) addIssue({ code: 'custom', message });
  })
  .meta({
    description: `Up to ${LIMITS.webhookHeaders} headers that each delivery sends. Their values are stored encrypted and not shown again.`,
    examples: [{ authorization: 'Bearer 4f9c' }],
  });
