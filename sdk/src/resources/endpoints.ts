import { type EndpointOf, type EndpointTypes, PLACEHOLDER, readEndpoint } from '../internal/endpoints/endpoint.ts';
import type { Page } from '../internal/endpoints/page.ts';
import type { Answer } from '../internal/transport/answer.ts';
import { ApiPromise } from '../internal/transport/api-promise.ts';
import { assertObject } from '../internal/transport/arguments.ts';
import type { Call } from '../internal/transport/calls.ts';
import { hasTypeOf } from '../internal/transport/foreign-answer.ts';
import { PagePromise, type PageQuery } from '../internal/transport/page-promise.ts';
import { type PathParams, requestPath } from '../internal/transport/request.ts';
import { checkRequestOptions, type RequestOptions } from '../internal/transport/request-options.ts';
import type { Transport } from '../internal/transport/transport.ts';

/** A call as a resource makes it: arguments as they came, so that one place checks them. */
export interface EndpointCall<T extends EndpointTypes = EndpointTypes>
  extends Pick<Call, 'body' | 'headers' | 'answer' | 'repeatable' | 'goneIsDone' | 'extraMs'> {
  params?: PathParams;
  query?: T['query'] | undefined;
  /** A body sent as JSON. */
  json?: T['body'];
  /** Media types of the answer beside the one that the contract declares; `any` where all but pages may come. */
  types?: readonly string[] | 'any';
  options: RequestOptions | undefined;
}

type ItemOf<T extends EndpointTypes> = T['answer'] extends Page<infer Item> ? Item : never;

/** Calls endpoints of the contract, with the types that the contract gives their fields and answers. */
export class Endpoints {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  get transport(): Transport {
    return this.#transport;
  }

  /** A call answered with JSON; wrong arguments reject it before anything is sent. */
  call<T extends EndpointTypes>(endpoint: EndpointOf<T>, call: EndpointCall<T>): ApiPromise<T['answer']> {
    return this.start<T['answer']>(endpoint, call);
  }

  /** A list, read page by page. */
  list<T extends EndpointTypes>(endpoint: EndpointOf<T>, call: EndpointCall<T>): PagePromise<ItemOf<T>> {
    const { limit, cursor }: PageQuery = call.query ?? {};
    const read = (page: PageQuery) =>
      this.send<Page<ItemOf<T>>>(endpoint, { ...call, query: { ...(call.query as object), ...page } });
    return new PagePromise(read, { ...(limit !== undefined && { limit }), ...(cursor !== undefined && { cursor }) });
  }

  /** A deletion, answered with nothing; where an earlier try was lost and nothing is found, that try has done it. */
  delete(endpoint: string, call: EndpointCall): ApiPromise<void> {
    return this.start<void>(endpoint, { ...call, answer: 'none', goneIsDone: true });
  }

  /** A file, whose body has not been read. */
  download(endpoint: string, call: EndpointCall): ApiPromise<Response> {
    return this.start<Response>(endpoint, { ...call, answer: 'stream' });
  }

  /** A call whose answer is read as `call.answer` says. */
  start<A>(endpoint: string, call: EndpointCall): ApiPromise<A> {
    return ApiPromise.start(() => this.send<A>(endpoint, call));
  }

  /** The answer of such a call. @throws TypeError for wrong arguments */
  async send<A>(endpoint: string, call: EndpointCall): Promise<Answer<A>> {
    const { params, query = {}, types = [], options = {}, ...rest } = call;
    const read = readEndpoint(endpoint);
    const { method, statuses, takesKey } = read;
    checkRequestOptions(options, takesKey ? ['idempotencyKey'] : []);
    assertObject('fields', query);
    if ('json' in call) assertObject('fields', call.json);
    const path = requestPath(read, params, query, options.query);
    const pattern = read.path.replace(PLACEHOLDER, ':$1');
    const own = types === 'any' ? undefined : [read.type, ...types];
    const expects = (response: Response) => statuses.includes(response.status) && hasTypeOf(response, own);
    return this.#transport.call<A>({ ...rest, method, path, pattern, takesKey, expects, options });
  }
}
