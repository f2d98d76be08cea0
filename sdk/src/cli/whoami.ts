import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';

export const whoami: Command = {
  name: 'whoami',
  operands: [],
  summary: 'Show the owner, source and scopes of the API key in use.',
  options: {},
  examples: ['commerce whoami', 'commerce whoami --fields partner.partner_id'],
  async run(call) {
    const { terminal, signal, arguments: given, credentials, client } = call;
    const me = await (await client()).me({ signal });
    const { writeObject } = await import('./write-result.ts');
    if (terminal.json || given.fields) await writeObject(me, call);
    else {
      const { partner, key, kind, scopes } = me;
      const { baseUrl, profile } = credentials();
      const { partner_id = null, partner_name = null } = partner ?? {};
      const where = { base_url: baseUrl, profile: profile ?? null };
      await writeObject({ kind, partner_id, partner_name, key, scopes, ...where }, call);
    }
    return EXIT.done;
  },
};
