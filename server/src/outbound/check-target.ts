import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '@commerce-integration/contract';
import { webhookUrlProblem } from '@commerce-integration/contract/rules';
import ipaddr from 'ipaddr.js';

const LOOKUP_MS = 2_000;

/**
 * Refuses a URL that requests may not be sent to.
 *
 * @param path the request's field with the URL
 * @throws Problem `validation_failed`
 */
export async function assertTarget(url: string, path: string, rules: AddressRules): Promise<void> {
  const message = webhookUrlProblem(url, rules) ?? (await targetProblem(new URL(url), rules));
  if (message === undefined) return;
  throw new Problem('validation_failed', message, { errors: [{ path, code: 'invalid_url', message }] });
}

/**
 * Checks the address of a URL before its first use; undefined for a public one, and for a name that cannot be resolved
 * now: each connection checks it again.
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

/** Whether requests to addresses of this machine are allowed. */
export interface AddressRules {
  readonly allowLoopback: boolean;
}

/**
 * Whether an IP address may be called: only public ones. Excludes private, link-local and shared ranges, cloud
 * metadata, this machine and every form of IPv6 that carries an IPv4 address; loopback is allowed if the rules say so.
 *
 * @param address as a socket or a resolver gives it
 */
export function mayCall(address: string, { allowLoopback }: AddressRules): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address inside an IPv6 one is checked as IPv4, which is what is connected to.
  const judged = ipaddr.process(address);
  const range = judged.range();
  if (range === 'unicast') return !(judged instanceof ipaddr.IPv6) || judged.match(PUBLIC_IPV6);
  return range === 'loopback' && allowLoopback;
}

/**
 * The assigned range of IPv6 (RFC 4291, section 2.4). The library treats every unknown address as public, such as
 * `::10.0.0.1`, which some systems route to 10.0.0.1, or private networks in unassigned ranges.
 */
const PUBLIC_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');
