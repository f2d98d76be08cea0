import type { AppRoute } from '@ts-rest/core';
import type { Answer } from '../internal/transport/answer.ts';
import { ApiPromise } from '../internal/transport/api-promise.ts';
import { assertObject } from '../internal/transport/arguments.ts';
import type { Call } from '../internal/transport/calls.ts';
import { type Page, PagePromise, type PageQuery } from '../internal/transport/page-promise.ts';
import { takesIdempotencyKey } from '../internal/transport/request.ts';
import { checkRequestOptions, type RequestOptions } from '../internal/transport/request-options.ts';
import type { Transport } from '../internal/transport/transport.ts';
import type { AnswerOf, ItemOf } from '../internal/types/contract-types.ts';

/** A call as a resource makes it: with unchecked arguments, so that one place checks them. */
export interface EndpointCall extends Omit<Call, 'route' | 'options' | 'query'> {
  query?: object | undefined;
  options: RequestOptions | undefined;
}

/** Calls endpoints of the contract and types their responses. */
export class Endpoints {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** A call with a JSON response; invalid arguments reject it before anything is sent. */
  call<R extends AppRoute>(route: R, call: EndpointCall): ApiPromise<AnswerOf<R>> {
    return ApiPromise.start(() => this.send<AnswerOf<R>>(route, call));
  }

  /** A list, read page by page. */
  list<R extends AppRoute>(route: R, call: EndpointCall): PagePromise<ItemOf<R>> {
    const read = (page: PageQuery) => this.send<Page<ItemOf<R>>>(route, { ...call, query: { ...call.query, ...page } });
    return new PagePromise(read, pageOf(call.query));
  }

  /** A call whose response is read as `call.answer` says. @throws TypeError for invalid arguments */
  async send<T>(route: AppRoute, { options = {}, query = {}, ...call }: EndpointCall): Promise<Answer<T>> {
    checkRequestOptions(options, takesIdempotencyKey(route) ? ['idempotencyKey'] : []);
    assertObject('fields', query);
    if ('json' in call) assertObject('fields', call.json);
    return this.#transport.call<T>({ ...call, route, query, options });
  }
}

function pageOf(query: PageQuery = {}): PageQuery {
  return {
    ...(query.limit === undefined ? {} : { limit: query.limit }),
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  };
}
