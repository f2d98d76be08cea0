import { lookup } from 'node:dns';
import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { type AddressRules, mayCall } from './check-target.ts';

/** The connection was refused because its address is not public. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';

  constructor(host: string, address: string) {
    super(
      host === address
        ? `${address} is not a public address`
        : `${host} stands for ${address}, which is not a public address`,
    );
  }
}

export interface AgentOptions extends AddressRules {
  /** The connection timeout in milliseconds. */
  connectMs: number;
  /** Resolves names; Node's own by default. */
  resolve?: typeof lookup;
}

/**
 * An HTTP client for addresses set by partners. It checks the address of every connection, literal or resolved, so a
 * name that resolves differently later is checked again.
 */
export function guardedAgent({ connectMs, resolve = lookup, ...rules }: AgentOptions): Agent {
  const connect = buildConnector({ timeout: connectMs, lookup: judgingLookup(rules, resolve) });
  return new Agent({
    connect: (options, callback) => {
      const host = options.hostname.replace(/^\[|\]$/g, '');
      // Literal addresses are connected to without a lookup.
      if (isIP(host) !== 0 && !mayCall(host, rules)) return callback(new AddressRefused(host, host), null);
      connect(options, callback);
    },
    keepAliveTimeout: 10_000,
    pipelining: 1,
  });
}

/** Resolves a name like Node does, and fails if any of its addresses may not be called. */
function judgingLookup(rules: AddressRules, resolve: typeof lookup): typeof lookup {
  const judged = (hostname: string, options: object, callback: (error: Error | null, ...found: unknown[]) => void) =>
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error);
      const refused = addresses.find(({ address }) => !mayCall(address, rules));
      if (refused) return callback(new AddressRefused(hostname, refused.address));
      if ((options as { all?: boolean }).all) return callback(null, addresses);
      const [first] = addresses;
      callback(null, first?.address, first?.family);
    });
  return judged as typeof lookup;
}
