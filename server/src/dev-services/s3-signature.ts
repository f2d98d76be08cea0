import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface SignedRequest {
  method?: string | undefined;
  /** Path and query as sent. */
  url?: string | undefined;
  headers: IncomingHttpHeaders;
}

interface Signature {
  /** Key ID, date, region, service, `aws4_request`. */
  credential: string[];
  time: string;
  signedHeaders: string[];
  signature: string;
}

/**
 * Whether a request is signed by a key, in its header or in its query (a presigned URL). Expiry is checked elsewhere.
 * Source: AWS Signature Version 4 (S3 API reference, "Authenticating Requests").
 *
 * @param secretOf returns the secret of a key ID, if there is such a key
 */
export function isSigned(request: SignedRequest, secretOf: (accessKeyId: string) => string | undefined): boolean {
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  const parameters = new URLSearchParams(query);
  const claim = parameters.has('X-Amz-Signature') ? fromQuery(parameters) : fromHeader(request.headers);
  const secret = claim && secretOf(claim.credential[0] ?? '');
  if (!claim || !secret) return false;
  parameters.delete('X-Amz-Signature');
  const canonical = [
    request.method,
    path
      .split('/')
      .map((segment) => encode(decodeURIComponent(segment)))
      .join('/'),
    [...parameters]
      .map((pair) => pair.map(encode).join('='))
      .sort()
      .join('&'),
    ...claim.signedHeaders.map((name) => `${name}:${headerValue(request.headers, name)}`),
    '',
    claim.signedHeaders.join(';'),
    request.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD',
  ].join('\n');
  const scope = claim.credential.slice(1);
  const hash = createHash('sha256').update(canonical).digest('hex');
  const key = scope.reduce<string | Buffer>((derived, part) => hmac(derived, part), `AWS4${secret}`);
  const expected = hmac(key, ['AWS4-HMAC-SHA256', claim.time, scope.join('/'), hash].join('\n'));
  const given = Buffer.from(claim.signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function fromQuery(parameters: URLSearchParams): Signature {
  const read = (name: string) => parameters.get(`X-Amz-${name}`) ?? '';
  return {
    credential: read('Credential').split('/'),
    time: read('Date'),
    signedHeaders: read('SignedHeaders').split(';'),
    signature: read('Signature'),
  };
}

function fromHeader(headers: IncomingHttpHeaders): Signature | undefined {
  const parts = /^AWS4-HMAC-SHA256 +Credential=(.+?), *SignedHeaders=(.+?), *Signature=(\w+)$/.exec(
    headers.authorization ?? '',
  );
  if (!parts) return undefined;
  const [, credential = '', signedHeaders = '', signature = ''] = parts;
  const time = headerValue(headers, 'x-amz-date');
  return { credential: credential.split('/'), time, signedHeaders: signedHeaders.split(';'), signature };
}

function headerValue(headers: IncomingHttpHeaders, name: string): string {
  return String(headers[name] ?? '')
    .trim()
    .replace(/ +/g, ' ');
}

/** Percent-encoding of RFC 3986, which encodes more characters than encodeURIComponent. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
