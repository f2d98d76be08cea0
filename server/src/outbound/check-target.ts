import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '@commerce-integration/contract';
import { webhookUrlProblem } from '@commerce-integration/contract/rules';
import { type AddressRules, mayCall } from './public-address.ts';

const LOOKUP_MS = 2_000;

/**
 * Refuses a URL that requests may not go to.
 *
 * @param path the field of the request that names it
 * @throws Problem `validation_failed`
 */
export async function assertTarget(url: string, path: string, rules: AddressRules): Promise<void> {
  const message = webhookUrlProblem(url, rules) ?? (await targetProblem(new URL(url), rules));
  if (message === undefined) return;
  throw new Problem('validation_failed', message, { errors: [{ path, code: 'invalid_url', message }] });
}

/**
 * The problem of the address of a URL, before it is called for the first time; undefined for a public one, and for a
 * name that cannot be resolved now: each connection judges it again.
 */
async function targetProblem(url: URL, rules: AddressRules): Promise<string | undefined> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) === 0 ? await addressesOf(host) : [host];
  const refused = addresses.find((address) => !mayCall(address, rules));
  if (refused === undefined) return undefined;
  return refused === host
    ? `url must be a public address, which ${host} is not.`
    : `url must be a public address: ${host} stands for ${refused}.`;
}

async function addressesOf(host: string): Promise<string[]> {
  const found = lookup(host, { all: true }).then(
    (all) => all.map(({ address }) => address),
    () => [],
  );
  return Promise.race([found, delay(LOOKUP_MS, [], { ref: false })]);
}
