import * as contract from '@commerce-integration/contract';
import type { Plugin } from 'vite';

const NAME = 'virtual:contract-lists';

/**
 * The contract's lists of statuses, types and scopes as a module, without the schemas around them: a new status or event
 * is in the console's filters when it is in the contract, and no schema is loaded by a browser.
 */
export function contractLists(): Plugin {
  return {
    name: 'contract-lists',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? moduleText() : undefined),
  };
}

function moduleText(): string {
  const lists = Object.entries(contract).filter(([, value]) => isListOfTexts(value));
  const events = contract.EVENTS.map(({ type, about }) => ({ type, about }));
  return [...lists, ['EVENT_CATALOGUE', events] as const, ['ENTITY_RULES', contract.ENTITY_RULES] as const]
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
    .join('\n');
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
