import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { RequestOptions } from '../internal/transport/request-options.ts';
import type {
  ConsoleSession,
  CreateConsoleSessionFields,
  GetOverviewFields,
  Overview,
  SearchFields,
  SearchResults,
} from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** Functions of the browser console: sessions, a search over all objects, and an overview of what needs attention. */
export class Console extends Resource {
  /**
   * Exchanges an API key for a session: a cookie that the browser keeps and scripts cannot read. Pages of the API's own
   * server then use the client option `csrfToken` instead of a key. This call is not retried automatically.
   *
   * @throws AuthenticationError for a wrong key; RateLimitError `too_many_wrong_keys`; PermissionError if `demo` is
   *   requested from a server without the demo key
   */
  createSession(fields: CreateConsoleSessionFields, options?: RequestOptions): ApiPromise<ConsoleSession> {
    const call = { json: fields, options: { maxRetries: 0, ...options } };
    return this.endpoints.call(endpoints.createConsoleSession, call);
  }

  /**
   * Gets the session of this client, with a token for its calls.
   *
   * @throws AuthenticationError if the session has ended
   */
  getSession(options?: RequestOptions): ApiPromise<ConsoleSession> {
    return this.endpoints.call(endpoints.getConsoleSession, { options });
  }

  /** Ends the session of this client. @throws AuthenticationError if it has already ended */
  deleteSession(options?: RequestOptions): ApiPromise<void> {
    return this.endpoints.start<void>(endpoints.deleteConsoleSession, { answer: 'none', options });
  }

  /**
   * Searches all objects by ID, or by the beginning of a name, SKU, reference, file name or URL.
   *
   * @example
   * const { items } = await client.console.search({ q: 'SKU-10', types: 'product,order' });
   */
  search(fields: SearchFields, options?: RequestOptions): ApiPromise<SearchResults> {
    return this.endpoints.call(endpoints.search, { query: fields, options });
  }

  /** Gets an overview: what is waiting, failing or needs attention. */
  overview(fields?: GetOverviewFields, options?: RequestOptions): ApiPromise<Overview> {
    return this.endpoints.call(endpoints.getOverview, { query: fields, options });
  }
}
