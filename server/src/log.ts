import { destination, type Logger, pino } from 'pino';

export type { Logger };

/** What must never reach a log, wherever it stands in an entry. */
const REDACTED = [
  'req.headers["x-api-key"]',
  'req.headers.authorization',
  'req.headers.cookie',
  '*.secret',
  '*.password',
];

/** The process's logger: JSON lines on standard output. */
export function createLogger(level: string): Logger {
  // Lines are written a few at a time: one write for each request would be a large part of what a request costs.
  const output = destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 100 });
  return pino({ level, redact: { paths: REDACTED, censor: '[redacted]' }, base: {} }, output);
}
