import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { Profiles } from './profiles.ts';

export const profilesList: Command = {
  name: 'profiles list',
  operands: [],
  summary: 'Lists the profiles of commerce login, without their keys.',
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
  summary: 'Uses a profile from now on, where neither --profile nor COMMERCE_PROFILE names one.',
  options: {},
  examples: ['commerce profiles use staging'],
  async run({ arguments: given, environment, terminal }) {
    const [name = ''] = given.operands;
    new Profiles(environment).use(name);
    terminal.note(`Using the profile ${name}.`);
    return EXIT.done;
  },
};
