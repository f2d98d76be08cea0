import { gzipSync } from 'node:zlib';
import { CommerceClient } from '../../src/index.ts';
import { Normaliser } from './normalise.ts';

/** A call without the SDK, so that it can be invalid. */
export interface RawCall {
  /** The operator's by default; null for none. */
  key?: string | null;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent unchanged. */
  body?: NonNullable<RequestInit['body']>;
  /** Excludes the content of the response from the comparison, because it depends on time. */
  unrecorded?: boolean;
}

/** A response as a scenario reads it. */
export interface RawAnswer {
  status: number;
  headers: Headers;
  text: string;
  // Scenarios read bodies of every shape and check their content.
  // biome-ignore lint/suspicious/noExplicitAny: as above
  body: any;
}

/** A file that a scenario uploads. */
export interface StoryUpload extends RawCall {
  name?: string;
  type?: string;
  fields?: Record<string, string>;
}

/** The headers that are compared; of some, only their presence. */
const HEADERS = [
  'allow',
  'content-type',
  'etag',
  'location',
  'retry-after',
  'idempotent-replayed',
  'content-disposition',
  'commerce-version',
];

/** One call and its normalised response. */
export interface Recorded {
  call: string;
  answer: unknown;
}

/**
 * The API that a scenario runs against: the mock or a server. It records all calls, so that two runs can be compared.
 */
export class StoryApi {
  readonly baseUrl: string;
  readonly operatorKey = 'demo-secret-key';
  #recording: Recorded[] = [];
  #normaliser = new Normaliser();

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  /** The calls and responses since the last time. */
  takeRecording(): Recorded[] {
    const recording = this.#recording;
    this.#recording = [];
    this.#normaliser = new Normaliser();
    return recording;
  }

  client(apiKey: string = this.operatorKey): CommerceClient {
    return new CommerceClient({ apiKey, baseUrl: this.baseUrl, maxRetries: 0, logLevel: 'off' });
  }

  async call(method: string, path: string, call: RawCall = {}): Promise<RawAnswer> {
    const { key = this.operatorKey, json } = call;
    const headers = {
      ...(key === null ? {} : { 'x-api-key': key }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...call.headers,
    };
    const content = json === undefined ? call.body : JSON.stringify(json);
    const url = /^https?:/.test(path) ? path : `${this.baseUrl}${path}`;
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      ...(content === undefined ? {} : { body: content }),
    });
    const text = await response.text();
    const body = response.headers.get('content-type') === 'application/x-ndjson' ? parsedLines(text) : parsed(text);
    const answer = { status: response.status, headers: response.headers, text, body };
    // No request may cause a 5xx.
    if (response.status >= 500) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    if (!call.unrecorded) this.#record(method, path, call, answer);
    return answer;
  }

  get = (path: string, call?: RawCall) => this.call('GET', path, call);
  post = (path: string, json?: unknown, call?: RawCall) => this.call('POST', path, { json, ...call });

  /** Uploads text, or bytes, as a feed. */
  async upload(file: string | Uint8Array, upload: StoryUpload = {}): Promise<RawAnswer> {
    const { name = 'feed.csv', type = 'text/csv', fields = {}, ...call } = upload;
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append('file', new Blob([file as string | Uint8Array<ArrayBuffer>], { type }), name);
    return this.call('POST', '/feeds/upload', { ...call, body: form });
  }

  /** Reads a list to its end. Throws if a cursor repeats, since the list would never end. */
  async pages(path: string, call: RawCall = {}): Promise<void> {
    const seen = new Set<string>();
    let page = await this.get(path, call);
    while (page.body.next_cursor !== undefined) {
      const cursor: string = page.body.next_cursor;
      if (seen.has(cursor)) throw new Error(`${path} does not go on: its cursor is ${cursor} again`);
      seen.add(cursor);
      page = await this.get(`${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`, call);
    }
  }

  /**
   * Uploads and runs a feed.
   *
   * @returns the job
   */
  async load(file: string | Uint8Array, upload: StoryUpload = {}): Promise<RawAnswer> {
    const uploaded = await this.upload(file, upload);
    if (uploaded.status !== 201) throw new Error(`The upload answered ${uploaded.status}: ${uploaded.text}`);
    const key = upload.key === undefined ? {} : { key: upload.key };
    return this.post(`/jobs/${uploaded.body.validation_job_id}/run`, undefined, {
      ...key,
      headers: { prefer: 'wait=30' },
    });
  }

  /** A partner with an API key. */
  async partner(name: string, scopes?: string[]): Promise<{ id: string; key: string; name: string }> {
    const made = await this.post('/partners', { partner_name: name });
    if (made.status !== 201) throw new Error(`The partner ${name} was answered ${made.status}: ${made.text}`);
    const id: string = made.body.partner_id;
    const issued = await this.post(`/partners/${id}/api-keys`, { name: 'story', ...(scopes ? { scopes } : {}) });
    return { id, key: issued.body.secret, name };
  }

  #record(method: string, path: string, call: RawCall, { status, headers, text, body }: RawAnswer): void {
    const shown = HEADERS.filter((name) => headers.has(name)).map((name) => [name, headers.get(name)]);
    const answer = this.#normaliser.normalise({ status, headers: Object.fromEntries(shown), body: body ?? text });
    const sent = call.json === undefined ? '' : ` ${JSON.stringify(call.json)}`;
    this.#recording.push({
      call: this.#normaliser.text(
        `${method} ${path}${sent}`.slice(0, 300).replace(/cursor=[\w-]{16,}/, 'cursor=<any>'),
      ),
      answer,
    });
  }
}

export function gzip(text: string | Uint8Array): Uint8Array {
  return gzipSync(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parsedLines(text: string): unknown[] {
  return text.split('\n').filter(Boolean).map(parsed);
}
