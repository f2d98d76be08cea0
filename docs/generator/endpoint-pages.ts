import { slug } from 'github-slugger';
import {
  contentOf,
  features,
  namedSchemas,
  nameOf,
  type Operation,
  operations,
  type Schema,
} from './api-operations.ts';
import { endpointSection, fieldsTable } from './endpoint-section.ts';
import { fieldsOf, typeText } from './schema-fields.ts';

/** The fields of request bodies are listed at the endpoint. */
const homes = homesOfObjects();

/** A page for each feature, by its path from the repository's root. */
export function endpointPages(methods: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(features.map((feature) => [pageOf(feature), endpointPage(feature, methods)]));
}

/** The link to an endpoint's description, from the folder of the reference. */
export function addressOf({ tags: [feature], summary }: Operation): string {
  return `./endpoints/${feature}.md#${slug(summary)}`;
}

export function titleOf(feature: string): string {
  return `${feature.charAt(0).toUpperCase()}${feature.slice(1)}`;
}

function pageOf(feature: string): string {
  return `docs/reference/endpoints/${feature}.md`;
}

function endpointPage(feature: string, methods: ReadonlyMap<string, string>): string {
  const link = (name: string) => objectLink(name, feature);
  const own = operations.filter(({ tags }) => tags[0] === feature);
  const sections = own.map((operation) => endpointSection(operation, methods.get(operation.operationId), link));
  const objects = Object.keys(namedSchemas).filter((name) => homes.get(name) === feature);
  const described = objects.map((name) => objectText(name, namedSchemas[name] ?? {}, link));
  const parts = [
    `# ${titleOf(feature)}`,
    'The rules and the problems that all endpoints share are on [the page of all endpoints](../endpoints.md#what-holds-for-all).',
    ...sections,
    ...(described.length > 0 ? ['## Objects', ...described] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function objectText(name: string, schema: Schema, link: (name: string) => string): string {
  const fields = schema.anyOf ? `${typeText(schema, link)}.` : fieldsTable(fieldsOf(schema, link));
  const parts = [`### ${name}`, schema.description, fields];
  return parts.filter(Boolean).join('\n\n');
}

function objectLink(name: string, from: string): string {
  const home = homes.get(name) ?? from;
  return `[${name}](${home === from ? '' : `./${home}.md`}#${slug(name)})`;
}

/** The feature whose page describes an object: the first one that returns it, or else accepts it inside a body. */
function homesOfObjects(): Map<string, string> {
  const found = new Map<string, string>();
  for (const { tags, responses } of operations) {
    const bodies = Object.values(responses).map((answer) => contentOf(answer));
    for (const body of bodies.filter((content) => content?.type === 'application/json')) {
      for (const name of namesIn(body?.schema ?? {})) if (!found.has(name)) found.set(name, tags[0]);
    }
  }
  for (const { tags, requestBody } of operations) {
    const schema = contentOf(requestBody)?.schema ?? {};
    const inner = namesIn(schema).filter((name) => name !== nameOf(schema));
    for (const name of inner) if (!found.has(name)) found.set(name, tags[0]);
  }
  return found;
}

export function namesIn(schema: Schema): string[] {
  const name = nameOf(schema);
  if (name !== undefined) return [name, ...namesIn(namedSchemas[name] ?? {})];
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.anyOf ?? []),
    ...(schema.items ? [schema.items] : []),
  ];
  return inner.flatMap(namesIn);
}
