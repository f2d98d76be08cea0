import { CommerceClient } from '@commerce-integration/sdk';
import { describe, expect, it } from 'vitest';
import { contract } from '../../contract/src/index.ts';
import { PROBLEM_CODES, PROBLEMS } from '../../contract/src/shared/problem.ts';
import { operationsWith } from '../generator/problem-places.ts';
import { methodsByEndpoint } from '../generator/reference-links.ts';
import { blocksOf, pages, readPage } from './markdown.ts';

interface Schema {
  safeParse(value: unknown): { success: boolean; error?: { message: string } };
}

/** The description of every list's response: its methods say "a page". */
const PAGE_FIELDS = ['count', 'items', 'next_cursor'];

interface Route {
  method: string;
  path: string;
  summary: string;
  query?: unknown;
  body?: unknown;
  responses: Record<number, unknown>;
}

const routes = Object.entries(contract).flatMap(([feature, routers]) =>
  Object.entries(routers as Record<string, Route>).map(([name, route]) => ({ feature, name, route })),
);

describe('the reference', () => {
  it.each(routes)('has the endpoint $name', ({ feature, route }) => {
    const address = `\`${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}\``;
    expect(readPage('docs/reference/endpoints.md')).toContain(`| ${address} | [${route.summary}](`);
    expect(readPage(`docs/reference/endpoints/${feature}.md`)).toContain(`## ${route.summary}\n\n${address} needs `);
  });

  it('has no page for a feature that is not in the contract', () => {
    const features = pages().filter((page) => page.startsWith('docs/reference/endpoints/'));
    const expected = Object.keys(contract).map((feature) => `docs/reference/endpoints/${feature}.md`);
    expect(features.sort()).toEqual(expected.sort());
  });

  it('has every method of the SDK, with the endpoint it calls', () => {
    const methods = methodsOfTheClient();
    const missing = methods.filter(({ page, name }) => !readPage(page).includes(`### ${name}()\n`));
    expect(missing).toEqual([]);
    const named = [...new Set(methods.map(({ page }) => page))].flatMap((page) =>
      readPage(page).match(/^#### Calls$/gm),
    );
    expect(named).toHaveLength(routes.length);
  });

  it('has the fields that each method of the SDK takes and returns, and its errors', async () => {
    const methods = await methodsByEndpoint();
    const missing = routes.flatMap(({ name, route }) => {
      const [resource = '', method = ''] = (methods.get(name) ?? '').split('.');
      const page = readPage(`docs/reference/sdk/classes/${resource.charAt(0).toUpperCase()}${resource.slice(1)}.md`);
      const section = page.split('\n### ').find((part) => part.startsWith(`${method}()\n`)) ?? '';
      const taken = [route.query, route.body]
        .flatMap(namesOfFields)
        .filter((field) => !section.includes(`\`${field}\``));
      const given = namesOfFields(route.responses[200] ?? route.responses[201]);
      const lost = given.filter((field) => !page.includes(`\`${field}\``) && !PAGE_FIELDS.includes(field));
      const errors = section.includes('#### Errors') ? [] : ['errors'];
      return [...taken, ...lost, ...errors].map((field) => `${resource}.${method}: ${field}`);
    });
    expect(missing).toEqual([]);
  });

  it('lists no problem for an endpoint with a status that the endpoint does not declare', () => {
    const said = PROBLEM_CODES.flatMap((code) => operationsWith(code).map((operation) => ({ code, operation })));
    const wrong = said.filter(({ code, operation }) => !(PROBLEMS[code].status in operation.responses));
    expect(wrong.map(({ code, operation }) => `${operation.operationId}: ${code}`)).toEqual([]);
  });
});

describe('the examples of the reference', () => {
  const examples = pages()
    .filter((page) => page.startsWith('docs/reference/endpoints/'))
    .flatMap((page) => blocksOf(page).map((block) => ({ ...block, route: routeOf(block.page, block.line) })));

  it.each(examples)('$page:$line is valid in the contract', ({ text, route }) => {
    const [head = '', body = ''] = text.split('\n\n');
    const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
    const schema = (status ? route.responses[Number(status)] : route.body) as Schema;
    expect(schema.safeParse(JSON.parse(body)).error?.message).toBeUndefined();
  });
});

/** The methods of a client at run time, not those in its sources. */
function methodsOfTheClient(): { page: string; name: string }[] {
  const client = new CommerceClient({ apiKey: 'any' });
  return Object.values(client).flatMap((resource) => {
    const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(resource));
    const page = `docs/reference/sdk/classes/${resource.constructor.name}.md`;
    return methods.filter((method) => method !== 'constructor').map((name) => ({ page, name }));
  });
}

/** The names of an object's fields, from its schema; none for anything else. */
function namesOfFields(schema: unknown): string[] {
  const { shape } = (schema ?? {}) as { shape?: Record<string, unknown> };
  return Object.keys(shape ?? {});
}

/** The endpoint whose section of the page contains a line. */
function routeOf(page: string, line: number): Route {
  const above = readPage(page).split('\n').slice(0, line);
  const heading = above.findLast((text) => text.startsWith('## '))?.slice(3);
  const found = routes.find(({ feature, route }) => page.endsWith(`/${feature}.md`) && route.summary === heading);
  if (!found) throw new Error(`${page}:${line} stands under no endpoint`);
  return found.route;
}
