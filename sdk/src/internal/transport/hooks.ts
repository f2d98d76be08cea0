/** A try of a call, as hooks see it. Secrets are masked, such as the API key and the signature of an upload URL. */
export interface RequestInfo {
  method: string;
  url: string;
  /** By lower-case names. */
  headers: Readonly<Record<string, string>>;
  /** 1 for the first try of the call, 2 for its first repetition. */
  attempt: number;
  /** ID under which the API logs the call; undefined for a call of the file storage. */
  requestId: string | undefined;
}

/** The answer to a try, as hooks see it: before its body is read. */
export interface ResponseInfo extends RequestInfo {
  status: number;
  /** Those of the answer, by lower-case names, with secrets masked. */
  responseHeaders: Readonly<Record<string, string>>;
  /** Milliseconds from sending to the answer's headers. */
  durationMs: number;
}

/** A try that failed and is repeated, as hooks see it. */
export interface RetryInfo extends Omit<RequestInfo, 'headers'> {
  /** Why it failed. */
  error: unknown;
  /** Milliseconds until the next try. */
  delayMs: number;
}

/**
 * Functions that are told of every try of every call, for metrics, traces and logs. They are waited for; an error that
 * one throws ends the call, and is thrown as it is.
 */
export interface Hooks {
  /** Called before each try is sent. */
  onRequest?: ((request: RequestInfo) => void | Promise<void>) | undefined;
  /** Called when an answer has come, whatever its status; not where none came. */
  onResponse?: ((response: ResponseInfo) => void | Promise<void>) | undefined;
  /** Called before the pause that precedes a repetition. */
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
