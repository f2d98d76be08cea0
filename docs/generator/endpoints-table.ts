import { features, type Operation, operations } from './api-operations.ts';
import { addressOf, titleOf } from './endpoint-pages.ts';
import { markdownTable } from './markdown-table.ts';

/** Every endpoint with what it asks of the key, feature by feature, in the order of the contract. */
export function endpointsTable(): string {
  return features.map((feature) => `### ${titleOf(feature)}\n\n${tableOf(feature)}`).join('\n\n');
}

function tableOf(feature: string): string {
  const own = operations.filter(({ tags }) => tags[0] === feature);
  const rows = own.map((operation) => [
    `\`${operation.method} ${operation.path}\``,
    `[${operation.summary}](${addressOf(operation)})`,
    accessOf(operation),
  ]);
  return markdownTable(['endpoint', 'what it does', 'key'], rows);
}

function accessOf({ 'x-access': access }: Operation): string {
  if (access === undefined) return 'none';
  if (access === 'any') return 'any';
  return access === 'operator' ? "the operator's" : `\`${access}\``;
}
