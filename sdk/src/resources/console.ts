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

/** What people at a browser need: sessions, a search over everything, and what needs attention. */
export class Console extends Resource {
  /**
   * Exchanges an API key for a session: a cookie that the browser keeps and no script can read. Pages of the API's own
   * server then call with the client option `csrfToken` instead of a key. It is sent once, never again by itself.
   *
   * @throws AuthenticationError for a wrong key; RateLimitError `too_many_wrong_keys`; PermissionError where `demo` is
   *   asked of a server without the demo key
   */
  createSession(fields: CreateConsoleSessionFields, options?: RequestOptions): ApiPromise<ConsoleSession> {
    const call = { json: fields, options: { maxRetries: 0, ...options } };
    return this.endpoints.call(endpoints.createConsoleSession, call);
  }

  /** The session of this client, with a token for its calls. @throws AuthenticationError where it has ended */
  getSession(options?: RequestOptions): ApiPromise<ConsoleSession> {
    return this.endpoints.call(endpoints.getConsoleSession, { options });
  }

  /** Ends the session of this client. @throws AuthenticationError where it has ended already */
  deleteSession(options?: RequestOptions): ApiPromise<void> {
    return this.endpoints.start<void>(endpoints.deleteConsoleSession, { answer: 'none', options });
  }

  /**
   * Finds any object by its ID, or by the beginning of its name, SKU, reference, file name or URL.
   *
   * @example
   * const { items } = await client.console.search({ q: 'SKU-10', types: 'product,order' });
   */
  search(fields: SearchFields, options?: RequestOptions): ApiPromise<SearchResults> {
    return this.endpoints.call(endpoints.search, { query: fields, options });
  }

  /** How everything is: what waits, what fails and what needs attention. */
  overview(fields?: GetOverviewFields, options?: RequestOptions): ApiPromise<Overview> {
    return this.endpoints.call(endpoints.getOverview, { query: fields, options });
  }
}
