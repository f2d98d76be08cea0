import { NotModifiedError } from '../errors/errors.ts';
import type { EndpointCommand } from '../internal/endpoints/endpoint-command.ts';
import * as endpoints from '../internal/generated/endpoints.ts';
import type { Answer } from '../internal/transport/answer.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { RequestBody } from '../internal/transport/request.ts';
import type { Transport } from '../internal/transport/transport.ts';
import { feedFileOf } from '../internal/uploads/feed-file-input.ts';
import { formBody, uploadMs } from '../internal/uploads/upload-body.ts';
import { type EndpointCall, Endpoints } from '../resources/endpoints.ts';
import type { CommandCall } from './command.ts';
import { type EndpointRequest, requestOf } from './endpoint-request.ts';
import { EXIT, type ExitCode, UsageError } from './exit-codes.ts';
import { assertFields } from './fields.ts';
import { withInputFile } from './input-file.ts';
import { writeObject, writeTable } from './write-result.ts';
import { writeStream } from './write-stream.ts';

/** Calls an endpoint as its command asks for it, and writes the answer. @throws UsageError, and what the call throws */
export async function runEndpoint(command: EndpointCommand, call: CommandCall): Promise<ExitCode> {
  const { arguments: given, signal } = call;
  if (given.fields && command.fields) assertFields(given.fields, command.fields);
  const request = await requestOf(command, call);
  return sendRequest(command, request, call).catch((error: unknown) => {
    if (!(error instanceof NotModifiedError) || signal.aborted) throw error;
    call.terminal.note('Not modified since this ETag.');
    return EXIT.done;
  });
}

/** Calls an endpoint, and writes the answer. */
export async function sendRequest(
  command: EndpointCommand,
  { query, body, headers, idempotencyKey, file: whole }: EndpointRequest,
  call: CommandCall,
): Promise<ExitCode> {
  const transport = await call.transport(command.access === 'public');
  const params = await paramsOf(command, call);
  const sent: EndpointCall = {
    params,
    query,
    options: { signal: call.signal, headers, ...(idempotencyKey !== undefined && { idempotencyKey }) },
  };
  if (whole) return answer(command, { ...sent, body: whole }, transport, call);
  if (command.body !== 'form')
    return answer(command, { ...sent, ...(command.body && { json: body }) }, transport, call);
  const { file, ...texts } = body;
  return withInputFile(String(file), call.signal, async (input) => {
    const found = feedFileOf(input);
    const form: RequestBody = formBody(
      new Map(Object.entries(texts).map(([name, value]) => [name, String(value)])),
      found,
    );
    return answer(command, { ...sent, body: form, extraMs: uploadMs(found) }, transport, call);
  });
}

async function answer(
  command: EndpointCommand,
  sent: EndpointCall,
  transport: Transport,
  call: CommandCall,
): Promise<ExitCode> {
  const calls = new Endpoints(transport);
  const endpoint = endpointOf(command);
  const { terminal } = call;
  switch (command.answer) {
    case 'list':
      await writeTable(calls.list(endpoint, sent) as PagePromise<object>, command.columns ?? [], call);
      return EXIT.done;
    case 'object': {
      const { data, response } = await calls.send<object>(endpoint, sent);
      await writeObject(data, call);
      // An unhealthy service says so in its answer, and a script by the exit code.
      return response.status < 400 ? EXIT.done : EXIT.refused;
    }
    case 'file':
      // A download may have the type that its query asks for.
      return writeStream(
        (await calls.send<Response>(endpoint, { ...sent, types: 'any', answer: 'stream' })).data,
        call,
      );
    case 'redirect': {
      const { data: url } = await calls.send<string>(endpoint, { ...sent, answer: 'redirect' });
      if (terminal.json) await terminal.printJson({ location: url });
      else return writeStream((await fromStorage(transport, url, call)).data, call);
      return EXIT.done;
    }
    default:
      await calls.send(endpoint, { ...sent, answer: 'none' });
      terminal.note('Done.');
      return EXIT.done;
  }
}

/** A file of the store, by an address that carries its own signature: the key stays here. */
function fromStorage(transport: Transport, url: string, { signal }: CommandCall): Promise<Answer<Response>> {
  return transport.callStorage<Response>({ method: 'GET', url, answer: 'stream', options: { signal } });
}

/** The endpoint of a command, as the client has it. */
function endpointOf({ endpoint: name }: EndpointCommand): string {
  const endpoint = (endpoints as Record<string, string | readonly string[]>)[name];
  if (typeof endpoint === 'string') return endpoint;
  throw new Error(`The client has no endpoint ${name}`);
}

/** The path's parameters. The partner of the key may be called `me`, as only the API knows its ID. */
async function paramsOf(command: EndpointCommand, call: CommandCall): Promise<Record<string, string>> {
  const names = Object.keys(command.operands ?? {});
  const endpoint = endpointOf(command);
  const given = names.map(async (name, at) => {
    const value = call.arguments.operands[at] ?? '';
    const isPartner = value === 'me' && endpoint.includes(`:${name}(PT)`);
    return [name, isPartner ? await ownPartnerId(call) : value] as const;
  });
  return Object.fromEntries(await Promise.all(given));
}

/** The ID of the partner whose key it is. @throws UsageError for the operator, who is none */
export async function ownPartnerId({ client, signal }: CommandCall): Promise<string> {
  const { partner } = await (await client()).me({ signal });
  if (partner) return partner.partner_id;
  throw new UsageError("The operator's key belongs to no partner: name one by its ID, such as PT00001.");
}
