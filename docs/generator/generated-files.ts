import { openApiDocument, postmanCollection } from '../../contract/src/openapi.ts';
import { commandsSource, endpointCommands } from '../../sdk/build/commands-source.ts';
import { constantsSource } from '../../sdk/build/constants-source.ts';
import { endpointsSource } from '../../sdk/build/endpoints-source.ts';
import { wireTypes } from '../../sdk/build/wire-types-source.ts';
import { cliPage } from './cli-page.ts';
import { endpointPages } from './endpoint-pages.ts';
import { errorsPage } from './errors-page.ts';
import { eventsPage } from './events-page.ts';
import { featureMap } from './feature-map.ts';
import { jobNotesTable, rowProblemsTable, spellingsTable } from './feed-file-tables.ts';
import { methodsByEndpoint } from './reference-links.ts';
import { keptTable, retentionTable } from './retention-table.ts';
import { sdkMethodsTable } from './sdk-methods-table.ts';
import { sdkReference } from './sdk-reference.ts';
import * as states from './state-tables.ts';
import { commonProblemsTable, endpointsTable, jobTypesTable, limitsTable, scopesTable } from './tables.ts';

/**
 * Generated parts of hand-written pages: the page, the part's name in its markers, and the function that generates its
 * text.
 */
const PARTS: readonly (readonly [page: string, part: string, make: () => string])[] = [
  ['docs/reference/feed-file.md', 'availability spellings', spellingsTable],
  ['docs/reference/feed-file.md', 'row problems', rowProblemsTable],
  ['docs/reference/feed-file.md', 'job notes', jobNotesTable],
  ['docs/concepts/jobs.md', 'job types', jobTypesTable],
  ['docs/concepts/orders-on-their-way.md', 'diagram of orders', states.orderStatesDiagram],
  ['docs/concepts/orders-on-their-way.md', 'states of orders', states.orderStatesTable],
  ['docs/concepts/orders-on-their-way.md', 'transitions of orders', states.orderTransitionsTable],
  ['docs/concepts/orders-on-their-way.md', 'diagram of deliveries', states.deliveryStatesDiagram],
  ['docs/concepts/orders-on-their-way.md', 'states of deliveries', states.deliveryStatesTable],
  ['docs/concepts/orders-on-their-way.md', 'transitions of deliveries', states.deliveryTransitionsTable],
  ['docs/reference/limits.md', 'limits', limitsTable],
  ['docs/reference/retention.md', 'retention', retentionTable],
  ['docs/reference/retention.md', 'kept', keptTable],
  ['docs/concepts/tenancy.md', 'scopes', scopesTable],
  ['sdk/README.md', 'methods', sdkMethodsTable],
  ['ARCHITECTURE.md', 'features', featureMap],
  ['docs/reference/endpoints.md', 'endpoints', endpointsTable],
  ['docs/reference/endpoints.md', 'common problems', commonProblemsTable],
];

/**
 * Every committed file that is derived from the contract and the SDK, by its path from the repository's root.
 *
 * @param read returns a file's current text: the hand-written rest of a page is kept
 */
export async function generatedFiles(read: (path: string) => string): Promise<Map<string, string>> {
  const methods = await methodsByEndpoint();
  const commands = endpointCommands();
  const types = wireTypes();
  const files = new Map([
    endpointsSource(types.ofEndpoint),
    ['sdk/src/internal/generated/constants.ts', constantsSource()],
    ['sdk/src/internal/generated/wire-types.ts', types.source],
    ['sdk/src/internal/generated/commands.ts', commandsSource(commands)],
    ['docs/reference/cli.md', cliPage(commands)],
    ['contract/openapi.json', `${JSON.stringify(openApiDocument(), null, 2)}\n`],
    ['contract/postman.json', `${JSON.stringify(postmanCollection(), null, 2)}\n`],
    ['docs/reference/errors.md', errorsPage()],
    ['docs/reference/events.md', await eventsPage()],
    ...(await sdkReference(methods)),
    ...endpointPages(methods),
  ]);
  for (const [page, part, make] of PARTS) {
    files.set(page, withPart(page, files.get(page) ?? read(page), part, make()));
  }
  return files;
}

function withPart(page: string, text: string, part: string, made: string): string {
  const begin = `<!-- generated: ${part} -->`;
  const end = '<!-- end of generated -->';
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`${page} has no part between ${begin} and ${end}`);
  return `${text.slice(0, from)}${begin}\n\n${made}\n\n${text.slice(to)}`;
}
