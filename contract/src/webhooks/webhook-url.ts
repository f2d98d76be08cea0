/** Lower ports belong to other protocols and are never a receiver's. */
const FIRST_FREE_PORT = 1024;
const WEB_PORTS = new Set([80, 443]);
/** Of the ports from 1024 on, those that the Fetch Standard blocks. */
const BLOCKED_PORTS = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

export interface TargetRules {
  /** Whether loopback addresses and plain HTTP to them are allowed: for development. */
  allowLoopback: boolean;
}

/**
 * The problem of a receiver's URL; undefined for one that may be tried. The addresses that its name resolves to are
 * checked again at each connection.
 *
 * @param text as sent
 */
export function webhookUrlProblem(text: string, { allowLoopback }: TargetRules): string | undefined {
  if (!URL.canParse(text)) return 'url must be a URL, such as https://partner.example/hooks.';
  const url = new URL(text);
  const loopback = isLoopbackName(url.hostname);
  if (loopback && !allowLoopback) return 'url must be a public address, not one of this machine.';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowLoopback && loopback))
    return 'url must begin with https://.';
  if (url.username !== '' || url.password !== '')
    return 'url must not contain a user name or a password: take headers for them.';
  if (url.hash !== '' || text.includes('#')) return 'url must not contain a fragment: receivers do not get it.';
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if ((port < FIRST_FREE_PORT && !WEB_PORTS.has(port)) || BLOCKED_PORTS.has(port))
    return `url must not use port ${port}: take 443, or one from 1024 on that no other protocol has.`;
  return undefined;
}

/** Whether a host name means this machine, in the form that `URL` gives it: numbers become `127.0.0.1`. */
function isLoopbackName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    /^127\.\d+\.\d+\.\d+$/.test(name) ||
    name === '[::1]' ||
    /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(name)
  );
}
