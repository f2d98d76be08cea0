import { CommerceClient } from '@commerce-integration/sdk';
import { markdownTable } from './reference-links.ts';

/** The methods of a client by its resources, as a table for the SDK's README. */
export function sdkMethodsTable(): string {
  const client = new CommerceClient({ apiKey: 'any' });
  return markdownTable(
    ['resource', 'methods'],
    Object.entries(client).map(([name, resource]) => [`\`client.${name}\``, methodsOf(resource).join(' ')]),
  );
}

function methodsOf(resource: object): string[] {
  return Object.getOwnPropertyNames(Object.getPrototypeOf(resource))
    .filter((method) => method !== 'constructor')
    .map((method) => `\`${method}\``);
}
