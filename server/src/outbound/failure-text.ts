import { AddressRefused } from './guarded-agent.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The receiver refused the connection.',
  ECONNRESET: 'The receiver closed the connection without an answer.',
  UND_ERR_SOCKET: 'The receiver closed the connection without an answer.',
  EPIPE: 'The receiver closed the connection without an answer.',
  ENOTFOUND: 'The name of the receiver cannot be resolved.',
  EAI_AGAIN: 'The name of the receiver cannot be resolved at the moment.',
  ETIMEDOUT: 'The receiver could not be reached in time.',
  UND_ERR_CONNECT_TIMEOUT: 'The receiver could not be reached in time.',
  UND_ERR_HEADERS_TIMEOUT: 'The receiver did not answer in time.',
  UND_ERR_BODY_TIMEOUT: 'The receiver stopped in the middle of its answer.',
  EHOSTUNREACH: 'The receiver cannot be reached.',
  ENETUNREACH: 'The receiver cannot be reached.',
  HPE_INVALID_CONSTANT: 'The receiver did not answer in HTTP.',
};

/** Why an attempt got no response, as a sentence. */
export function failureText(error: unknown, timeoutMs: number): string {
  if (error instanceof AddressRefused) return `${error.message}.`;
  if (!(error instanceof Error)) return 'The request failed.';
  if (error.name === 'TimeoutError') return `The receiver did not answer within ${timeoutMs / 1_000} seconds.`;
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const code = String((inner as { code?: unknown }).code ?? '');
  if (code in SENTENCES) return SENTENCES[code] ?? '';
  if (/^(?:ERR_SSL_|ERR_TLS_|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_)|EPROTO/.test(code))
    return `The secure connection to the receiver failed: ${code}.`;
  if (code.startsWith('HPE_')) return 'The receiver did not answer in HTTP.';
  return `The request failed${code === '' ? '' : `: ${code}`}.`;
}
