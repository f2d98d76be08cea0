import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { Profiles } from './profiles.ts';

export const logout: Command = {
  name: 'logout',
  operands: [],
  summary: 'Forgets the key of a profile. The key itself stays valid until it is revoked.',
  options: {},
  examples: ['commerce logout', 'commerce logout --profile staging'],
  async run({ arguments: given, environment, terminal }) {
    const profiles = new Profiles(environment);
    const name = given.text('profile') ?? environment.profile ?? profiles.current;
    profiles.remove(name);
    terminal.note(`Forgot the profile ${name}.`);
    return EXIT.done;
  },
};
