import ipaddr from 'ipaddr.js';

/** Whether requests to addresses of this machine are allowed. */
export interface AddressRules {
  readonly allowLoopback: boolean;
}

/**
 * Whether an IP address may be called: public ones alone. Private, link-local and shared ranges, cloud metadata, this
 * machine and every form of IPv6 that carries an IPv4 address are not; loopback is where the rules allow it.
 *
 * @param address as a socket or a resolver gives it
 */
export function mayCall(address: string, { allowLoopback }: AddressRules): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address inside an IPv6 one is judged as the IPv4 address that is connected to.
  const range = ipaddr.process(address).range();
  return range === 'unicast' || (range === 'loopback' && allowLoopback);
}
