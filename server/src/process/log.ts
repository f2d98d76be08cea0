import { type DestinationStream, destination, type Logger, pino, stdSerializers } from 'pino';

export type { Logger };

/** What must never reach a log, wherever it stands in an entry. */
const REDACTED = [
  'req.headers["x-api-key"]',
  'req.headers.authorization',
  'req.headers.cookie',
  '*.secret',
  '*.password',
];

/** The process's logger: JSON lines, on standard output where nothing else is asked for. */
export function createLogger(level: string, output: DestinationStream = standardOutput()): Logger {
  const redact = { paths: REDACTED, censor: '[redacted]' };
  return pino({ level, redact, base: {}, serializers: { err: withoutRows } }, output);
}

function standardOutput(): DestinationStream {
  // Lines are written a few at a time: one write for each request would be a large part of what a request costs.
  return destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 100 });
}

/** PostgreSQL shows the whole row that a constraint refused, a customer's name with it. */
function withoutRows(error: Error): Record<string, unknown> {
  const shown = Object.entries(stdSerializers.err(error));
  return Object.fromEntries(
    shown.map(([key, value]) => [
      key,
      typeof value === 'string'
        ? value.replace(/Failing row contains \([\s\S]*?\)\.(?=\n|$)/g, 'Row not shown.')
        : value,
    ]),
  );
}
