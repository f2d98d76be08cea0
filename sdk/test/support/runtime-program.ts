import { createServer, type Server } from 'node:http';

/**
 * The program to run in each runtime that partners may use: it calls the API, gets an error of its class, and checks a
 * feed. A module that exports `tryOut(baseUrl)`.
 */
export const RUNTIME_PROGRAM = `
import { CommerceClient, NotFoundError } from '@commerce-integration/sdk';
import { validateFeed } from '@commerce-integration/sdk/validate';
export async function tryOut(baseUrl) {
  const client = new CommerceClient({ apiKey: 'k', baseUrl });
  const { status } = await client.service.health();
  const code = await client.products.get('PR00001').catch((error) => error instanceof NotFoundError && error.code);
  const { problems } = await validateFeed(new File(['sku,product_name\\nA,\\n'], 'a.csv'));
  return [status, code, ...problems.map((problem) => problem.line + ' ' + problem.code)].join();
}
`;

/** The result of `tryOut` if everything works. */
export const RUNTIME_RESULT = 'ok,not_found,2 required';

/** The part of the API that the program calls. */
export function littleApi(): Server {
  return createServer((req, res) => {
    const isHealth = req.url === '/health';
    const problem = {
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      code: 'not_found',
      detail: 'No such product.',
    };
    const body = isHealth ? { status: 'ok', database: 'connected' } : problem;
    const type = isHealth ? 'application/json' : 'application/problem+json';
    res.writeHead(isHealth ? 200 : 404, { 'content-type': type }).end(JSON.stringify(body));
  });
}
