import { SCOPES } from '../../contract/src/shared/scopes.ts';
import { operations } from './api-operations.ts';
import { addressOf } from './endpoint-pages.ts';
import { markdownTable } from './markdown-table.ts';

/** Every scope, and the endpoints that ask for it. */
export function scopesTable(): string {
  const rows = SCOPES.map((scope) => {
    const asking = operations.filter((operation) => operation['x-access'] === scope);
    return [
      `\`${scope}\``,
      asking.map((one) => `[${one.summary}](${addressOf(one).replace(/^\./, '../reference')})`).join('; '),
    ];
  });
  return markdownTable(['scope', 'what it allows'], rows);
}
