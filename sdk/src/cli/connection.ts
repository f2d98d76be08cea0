import { CommerceClient } from '../client.ts';
import { settingsOf } from '../internal/transport/client-options.ts';
import type { Logger } from '../internal/transport/logger.ts';
import { Transport } from '../internal/transport/transport.ts';
import type { Credentials } from './credentials.ts';
import { UsageError } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** The two ways to call the API: by the methods of the SDK, or by the endpoints of the contract. */
export interface Connection {
  client: CommerceClient;
  transport: Transport;
}

/** @throws UsageError for an invalid key or address */
export function connect(apiKey: string, { baseUrl }: Credentials, terminal: Terminal, verbose: boolean): Connection {
  const logLevel = verbose ? 'debug' : 'off';
  const options = { apiKey, baseUrl, logLevel, logger: loggerTo(terminal) } as const;
  try {
    return { client: new CommerceClient(options), transport: new Transport(settingsOf(options)) };
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message.replace(/^(baseUrl|apiKey)\b/, asGiven));
    throw error;
  }
}

/** What users of the command know options of the client as. */
function asGiven(option: string): string {
  return option === 'baseUrl' ? '--base-url' : 'The API key';
}

function loggerTo(terminal: Terminal): Logger {
  const note = (message: string, fields: Record<string, unknown> = {}) =>
    terminal.complain([message, ...Object.entries(fields).map(([name, value]) => `${name}=${value}`)].join(' '));
  return { debug: note, info: note, warn: note, error: note };
}
