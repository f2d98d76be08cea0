import { CommerceClient } from '../client.ts';
import type { Logger } from '../internal/transport/logger.ts';
import type { Arguments } from './arguments.ts';
import type { Environment } from './environment.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** The base URL of the API for a call. */
export function baseUrlOf(given: Arguments, environment: Environment): string {
  return given.text('base-url') ?? environment.baseUrl ?? 'http://localhost:3000';
}

/**
 * The client for one call of the command line. @throws UsageError where there is no key; TypeError for an invalid one
 */
export function clientOf(given: Arguments, environment: Environment, terminal: Terminal): CommerceClient {
  const apiKey = given.text('api-key') ?? environment.apiKey;
  if (!apiKey) throw new UsageError('There is no API key: set COMMERCE_API_KEY, or give --api-key.');
  const logLevel = given.flag('verbose') ? 'debug' : 'off';
  return new CommerceClient({ apiKey, baseUrl: baseUrlOf(given, environment), logLevel, logger: loggerTo(terminal) });
}

function loggerTo(terminal: Terminal): Logger {
  const note = (message: string, fields: Record<string, unknown> = {}) =>
    terminal.complain([message, ...Object.entries(fields).map(([name, value]) => `${name}=${value}`)].join(' '));
  return { debug: note, info: note, warn: note, error: note };
}
