import type { Command, CommandCall } from './command.ts';
import { DATA_OPTION } from './common-options.ts';
import { EXIT, type ExitCode, UsageError } from './exit-codes.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];

export const api: Command = {
  name: 'api',
  operands: ['METHOD', '[PATH]'],
  summary: 'Call any path of the API with your key and print the response.',
  details:
    'METHOD is optional; the default is POST with --data, otherwise GET. For calls with a body other than JSON, such as\n' +
    'uploads, use their own commands.',
  options: {
    ...DATA_OPTION,
    query: { value: 'NAME=VALUE', multiple: true, help: 'a query parameter, besides those in PATH' },
    header: { short: 'H', value: 'NAME:VALUE', multiple: true, help: 'a header' },
    include: { short: 'i', help: 'print the status and headers before the body' },
    'idempotency-key': { value: 'KEY', help: 'make a call that creates something safe to repeat' },
  },
  examples: [
    'commerce api GET /products --query brand=Fieldway --query limit=2 -i',
    `commerce api POST /partners --data '{"partner_name":"Acme Corp"}'`,
    'commerce api /me --fields scopes',
  ],
  async run(call) {
    const { arguments: given, signal } = call;
    const data = given.text('data');
    const { readJson } = await import('./endpoint-request.ts');
    const json = data === undefined ? undefined : await readJson('--data', data, signal);
    const { method, path } = targetOf(given.operands, json === undefined ? 'GET' : 'POST');
    const query = pairs('--query', given.texts('query'), '=');
    const key = given.text('idempotency-key');
    const headers = Object.fromEntries(pairs('--header', given.texts('header'), ':'));
    const { checkRequestOptions } = await import('../internal/transport/request-options.ts');
    const { hasTypeOf } = await import('../internal/transport/foreign-answer.ts');
    const options = { signal, headers, ...(key !== undefined && { idempotencyKey: key }) };
    checkRequestOptions(options, ['idempotencyKey']);
    const { data: answer } = await (await call.transport()).call<Response>({
      method,
      path: withQuery(path, query),
      pattern: path,
      json,
      answer: 'stream',
      // A redirect is shown, not followed: the key would go with it.
      expects: (response) => response.status < 400 && response.status !== 304 && hasTypeOf(response),
      options,
    });
    return writeAnswer(answer, call);
  },
};

function targetOf(operands: readonly string[], usual: Method): { method: Method; path: string } {
  const [first = '', second] = operands;
  const [name, path] = second === undefined && first.startsWith('/') ? [usual, first] : [first.toUpperCase(), second];
  const method = METHODS.find((known) => known === name);
  if (!method) throw new UsageError(`METHOD must be one of ${METHODS.join(', ')}, not ${JSON.stringify(first)}.`);
  if (!path?.startsWith('/'))
    throw new UsageError('PATH is missing, or does not begin with /: commerce api GET /products');
  return { method, path };
}

function pairs(option: string, given: readonly string[], separator: string): [string, string][] {
  return given.map((pair) => {
    const at = pair.indexOf(separator);
    if (at < 1) throw new UsageError(`${option} must be NAME${separator}VALUE, not ${JSON.stringify(pair)}.`);
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  });
}

function withQuery(path: string, query: readonly (readonly [string, string])[]): string {
  const [address = '', given] = path.split(/\?(.*)/s);
  const search = new URLSearchParams(given ?? '');
  for (const [name, value] of query) search.append(name, value);
  return search.size > 0 ? `${address}?${search}` : address;
}

async function writeAnswer(response: Response, call: CommandCall): Promise<ExitCode> {
  const { terminal, arguments: given } = call;
  const { status, statusText, headers } = response;
  if (given.flag('include')) {
    await terminal.print(`${status} ${statusText}`.trim());
    for (const [name, value] of headers) await terminal.print(`${name}: ${value}`);
    await terminal.print();
  } else if (status >= 300) terminal.note(`${status}: redirect to ${headers.get('location')}`);
  const isJson = /[/+]json\b/.test(headers.get('content-type') ?? '');
  if (isJson && (given.fields || terminal.isWatched)) await writeJson(await response.json(), call);
  else await (await import('./write-stream.ts')).writeStream(response, call);
  return EXIT.done;
}

async function writeJson(value: unknown, { terminal, arguments: { fields } }: CommandCall): Promise<void> {
  const { picked } = await import('./fields.ts');
  await terminal.printJson(fields ? picked(value, fields) : value);
}
