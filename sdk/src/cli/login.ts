import type { Command, CommandCall } from './command.ts';
import { DEFAULT_BASE_URL } from './credentials.ts';
import { EXIT, UsageError } from './exit-codes.ts';
import { Profiles } from './profiles.ts';

export const login: Command = {
  name: 'login',
  operands: [],
  summary: 'Store an API key and its address as a profile for later commands.',
  details:
    'Asks for the key, or reads it from stdin, tests it, and writes it to a file that only you can read: profiles.json in\n' +
    'the folder commerce of $XDG_CONFIG_HOME or ~/.config. COMMERCE_API_KEY and --api-key take precedence over profiles.\n' +
    'The key of a profile is sent only to the address of the profile.',
  options: {},
  examples: [
    'commerce login',
    'commerce login --profile staging --base-url https://staging.example.com < key.txt',
    'commerce products list --profile staging',
  ],
  async run(call) {
    const { arguments: given, environment, terminal, signal } = call;
    const profiles = new Profiles(environment);
    const name = given.text('profile') ?? environment.profile ?? 'default';
    const address = given.text('base-url') ?? environment.baseUrl ?? profiles.get(name)?.base_url ?? DEFAULT_BASE_URL;
    const apiKey = given.text('api-key') ?? (await keyFromUser(address, call));
    if (apiKey === '') throw new UsageError('The key is empty.');
    const { connect } = await import('./connection.ts');
    const credentials = { apiKey, baseUrl: address, profile: name };
    const { client } = connect(apiKey, credentials, terminal, given.flag('verbose'));
    const me = await client.me({ signal });
    profiles.set(name, { base_url: address, api_key: apiKey });
    if (terminal.json) await terminal.printJson(me);
    else await terminal.print(`Logged in at ${address} as ${me.partner?.partner_name ?? 'operator'}. Profile: ${name}`);
    if (environment.apiKey) terminal.note('COMMERCE_API_KEY is set and takes precedence over profiles.');
    return EXIT.done;
  },
};

export const logout: Command = {
  name: 'logout',
  operands: [],
  summary: 'Remove a profile and its key from this machine. The key stays valid until it is revoked.',
  options: {},
  examples: ['commerce logout', 'commerce logout --profile staging'],
  async run({ arguments: given, environment, terminal }) {
    const profiles = new Profiles(environment);
    const name = given.text('profile') ?? environment.profile ?? profiles.current;
    profiles.remove(name);
    terminal.note(`Removed the profile ${name}.`);
    return EXIT.done;
  },
};

async function keyFromUser(address: string, { terminal, signal }: CommandCall): Promise<string> {
  if (process.stdin.isTTY) {
    const { askHidden } = await import('./ask-hidden.ts');
    return (await askHidden(`API key for ${address}: `, (text) => terminal.ask(text), signal)).trim();
  }
  const { readText } = await import('./input-file.ts');
  return (await readText('-', signal)).trim();
}
