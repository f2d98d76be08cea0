/**
 * An attempt of a call, as passed to hooks. Secrets are masked, such as the API key and the signature of an upload URL.
 */
export interface RequestInfo {
  method: string;
  url: string;
  /** The headers of the request, with lower-case names. */
  headers: Readonly<Record<string, string>>;
  /** 1 for the first attempt, 2 for the first retry. */
  attempt: number;
  /** ID under which the API logs the call; undefined for calls of the file storage. */
  requestId: string | undefined;
}

/** The response to an attempt, as passed to hooks before its body is read. */
export interface ResponseInfo extends RequestInfo {
  status: number;
  /** The headers of the response, with lower-case names and masked secrets. */
  responseHeaders: Readonly<Record<string, string>>;
  /** Milliseconds from the request to the headers of the response. */
  durationMs: number;
}

/** A failed attempt that will be retried, as passed to hooks. */
export interface RetryInfo extends Omit<RequestInfo, 'headers'> {
  /** The error of the failed attempt. */
  error: unknown;
  /** Milliseconds until the next attempt. */
  delayMs: number;
}

/**
 * Functions that are called for every attempt of every call, for metrics, traces and logs. The client waits for their
 * promises. If a hook throws an error, the call ends with that error, unchanged.
 */
export interface Hooks {
  /** Called before each attempt is sent. */
  onRequest?: ((request: RequestInfo) => void | Promise<void>) | undefined;
  /** Called when a response has arrived, whatever its status. Not called if there is no response. */
  onResponse?: ((response: ResponseInfo) => void | Promise<void>) | undefined;
  /** Called before the pause that precedes a retry. */
  onRetry?: ((retry: RetryInfo) => void | Promise<void>) | undefined;
}

const MASK = '***';
const SECRET = /^(x-api-key|authorization|proxy-authorization|cookie|set-cookie|x-csrf-token)$/;
/** Parameters of addresses that are a permission by themselves. */
const SIGNED = /[?&](x-amz-signature|signature|sig|token)=/i;

/** An address without a signature. */
export function maskedUrl(url: string): string {
  return SIGNED.test(url) ? `${url.split('?')[0]}?${MASK}` : url;
}

/** Headers without secrets. */
export function maskedHeaders(headers: Headers): Record<string, string> {
  const masked: Record<string, string> = {};
  headers.forEach((value, name) => {
    masked[name] = SECRET.test(name) ? MASK : maskedUrl(value);
  });
  return masked;
}
