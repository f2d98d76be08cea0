/** The types of an endpoint's query, body and answer, where it has any. */
export interface EndpointTypes {
  query?: unknown;
  body?: unknown;
  answer?: unknown;
}

/**
 * An endpoint of the contract, as much as the client needs of it when it runs, in one line: method and path, the names
 * of its query, the status of its answer where that is not 200, its media type where that is not JSON, and `key` where
 * it takes an `Idempotency-Key`. A parameter of the path has the prefixes of its IDs, or its words, in parentheses.
 *
 * @example
 * 'GET /feeds?partner_name&status&limit&cursor'
 * 'POST /jobs/:job_id(JS|JV)/run 202 key'
 * 'GET /jobs/:job_id(JV)/errors.csv text/csv'
 */
export type EndpointOf<Types extends EndpointTypes> = string & {
  /** Never set: the types that the contract gives it, for the compiler alone. */
  readonly types?: Types;
};

/** What the line of an endpoint says. */
export interface Endpoint {
  method: string;
  /** With placeholders and what each may be: `/products/:product_id(PR)`. */
  path: string;
  /** The names of the query's fields. */
  query: readonly string[];
  /** The statuses of answers that are no errors. */
  statuses: readonly number[];
  /** The media type of these answers. */
  type: string;
  /** Whether it takes an `Idempotency-Key`. */
  takesKey: boolean;
}

/** Reads the line of an endpoint. */
export function readEndpoint(line: string): Endpoint {
  const [method = '', target = '', ...words] = line.split(' ');
  const [path = '', query] = target.split('?');
  const statuses = words.map(Number).filter((status) => status > 0);
  return {
    method,
    path,
    query: query?.split('&') ?? [],
    statuses: statuses.length > 0 ? statuses : [200],
    type: words.find((word) => word.includes('/')) ?? 'application/json',
    takesKey: words.includes('key'),
  };
}

/** A placeholder of a path: its name, and what it may be. */
export const PLACEHOLDER = /:(\w+)\(([^)]*)\)/g;
/** The number of an ID: padded to five digits, longer after 99999. */
export const ID_NUMBER = '(?:\\d{5}|[1-9]\\d{5,14})';
