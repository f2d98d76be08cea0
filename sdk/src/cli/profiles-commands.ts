import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { Profiles } from './profiles.ts';

export const profilesList: Command = {
  name: 'profiles list',
  operands: [],
  summary: 'List the profiles of commerce login, without their keys.',
  options: {},
  examples: ['commerce profiles list'],
  async run({ environment, terminal }) {
    const profiles = new Profiles(environment);
    const items = profiles.names.map((name) => {
      return { name, base_url: profiles.get(name)?.base_url ?? '', current: name === profiles.current };
    });
    if (terminal.json) await terminal.printJson({ count: items.length, items });
    else
      for (const { name, base_url, current } of items)
        await terminal.print(`${current ? '*' : ' '} ${name}\t${base_url}`);
    return EXIT.done;
  },
};

export const profilesUse: Command = {
  name: 'profiles use',
  operands: ['NAME'],
  summary: 'Set the default profile, for commands without --profile or COMMERCE_PROFILE.',
  options: {},
  examples: ['commerce profiles use staging'],
  async run({ arguments: given, environment, terminal }) {
    const [name = ''] = given.operands;
    new Profiles(environment).use(name);
    terminal.note(`The default profile is now ${name}.`);
    return EXIT.done;
  },
};
