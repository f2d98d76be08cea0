import { type Logger, pino } from 'pino';

export type { Logger };

/** What must never reach a log, wherever it stands in an entry. */
const REDACTED = [
  'req.headers["x-api-key"]',
  'req.headers.authorization',
  'req.headers.cookie',
  '*.secret',
  '*.password',
];

/** The process's logger: JSON lines on standard output, or on standard error where the output belongs to people. */
export function createLogger(level: string, stream: NodeJS.WritableStream = process.stdout): Logger {
  return pino({ level, redact: { paths: REDACTED, censor: '[redacted]' }, base: {} }, stream);
}
