import { type DestinationStream, destination, type Logger, pino, stdSerializers } from 'pino';

export type { Logger };

/** Fields that must never reach a log, at any depth of an entry. */
const REDACTED = [
  'req.headers["x-api-key"]',
  'req.headers.authorization',
  'req.headers.cookie',
  '*.secret',
  '*.password',
];

/** The logger of the process: JSON lines, by default on standard output. */
export function createLogger(level: string, output: DestinationStream = standardOutput()): Logger {
  const redact = { paths: REDACTED, censor: '[redacted]' };
  return pino({ level, redact, base: {}, serializers: { err: withoutRows } }, output);
}

function standardOutput(): DestinationStream {
  // Lines are written in batches: a write per line would be a large part of a request's cost.
  return destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 100 });
}

/** Drops fields of PostgreSQL errors that contain rows, since these may contain customer data. */
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
