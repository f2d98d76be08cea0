import type { ConsoleSession } from '@commerce-integration/contract';
import { type Answer, type Call, OPERATOR_KEY, type TestServer } from './server.ts';

/** A browser that has opened the console: it keeps the cookie, and sends the headers of calls from its own pages. */
export class Browser {
  cookie: string | undefined;
  csrfToken: string | undefined;
  readonly #server: TestServer;
  readonly #headers: Record<string, string>;

  /** @param headers sent with every call, such as the address that a proxy adds */
  constructor(server: TestServer, headers: Record<string, string> = {}) {
    this.#server = server;
    this.#headers = headers;
  }

  /** Enters a key in the console's form. */
  async signIn(key: string = OPERATOR_KEY): Promise<ConsoleSession> {
    const answer = await this.trySignIn({ api_key: key });
    if (answer.status !== 201) throw new Error(`Sign in answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body as ConsoleSession;
  }

  async trySignIn(body: object): Promise<Answer> {
    const answer = await this.call<ConsoleSession>('/console/session', { body });
    if (answer.status === 201) this.csrfToken = answer.body.csrf_token;
    return answer;
  }

  /** A call from a page of the console; `headers` override the defaults, and an empty one is omitted. */
  async call<T = unknown>(path: string, { headers = {}, ...call }: Call = {}): Promise<Answer<T>> {
    const answer = await this.#server.call<T>(path, {
      key: null,
      ...call,
      headers: given({
        'sec-fetch-site': 'same-origin',
        ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
        ...(this.csrfToken === undefined ? {} : { 'x-csrf-token': this.csrfToken }),
        ...this.#headers,
        ...headers,
      }),
    });
    const [set] = answer.headers.getSetCookie();
    if (set !== undefined) this.cookie = set.split(';')[0];
    return answer;
  }
}

function given(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
}
