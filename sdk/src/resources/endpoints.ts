import type { Answer } from '../internal/transport/answer.ts';
import { ApiPromise } from '../internal/transport/api-promise.ts';
import { assertObject } from '../internal/transport/arguments.ts';
import type { Call } from '../internal/transport/calls.ts';
import { type Page, PagePromise, type PageQuery } from '../internal/transport/page-promise.ts';
import { checkRequestOptions, type RequestOptions } from '../internal/transport/request-options.ts';
import type { Transport } from '../internal/transport/transport.ts';
import type { AnswerOf, ItemOf } from '../internal/types/contract-types.ts';
import type { Endpoint, EndpointOf } from '../internal/types/endpoint.ts';

/** A call as a resource makes it: arguments as they came, so that one place checks them. */
export interface EndpointCall extends Omit<Call, 'endpoint' | 'options' | 'query'> {
  query?: object | undefined;
  options: RequestOptions | undefined;
}

/** Calls endpoints of the contract, with the types that the contract gives their answers. */
export class Endpoints {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** A call answered with JSON; wrong arguments reject it before anything is sent. */
  call<R>(endpoint: EndpointOf<R>, call: EndpointCall): ApiPromise<AnswerOf<R>> {
    return ApiPromise.start(() => this.send<AnswerOf<R>>(endpoint, call));
  }

  /** A list, read page by page. */
  list<R>(endpoint: EndpointOf<R>, call: EndpointCall): PagePromise<ItemOf<R>> {
    const read = (page: PageQuery) =>
      this.send<Page<ItemOf<R>>>(endpoint, { ...call, query: { ...call.query, ...page } });
    return new PagePromise(read, pageOf(call.query));
  }

  /** A call whose answer is read as `call.answer` says. @throws TypeError for wrong arguments */
  async send<T>(endpoint: Endpoint, { options = {}, query = {}, ...call }: EndpointCall): Promise<Answer<T>> {
    checkRequestOptions(options, endpoint.takesKey ? ['idempotencyKey'] : []);
    assertObject('fields', query);
    if ('json' in call) assertObject('fields', call.json);
    return this.#transport.call<T>({ ...call, endpoint, query, options });
  }
}

function pageOf(query: PageQuery = {}): PageQuery {
  return {
    ...(query.limit === undefined ? {} : { limit: query.limit }),
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  };
}
