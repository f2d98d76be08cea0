/** What a path parameter must be. */
export interface ParamRule {
  readonly pattern: RegExp;
  /** What is said of one that is not: a sentence. */
  readonly problem: string;
}

/** What the client needs to know of an endpoint of the contract when it runs. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With placeholders: `/products/:product_id`. */
  readonly path: string;
  readonly params?: Readonly<Record<string, ParamRule>>;
  /** The names of the query's fields. */
  readonly query?: readonly string[];
  /** The names of the body's fields, where the client checks them. */
  readonly fields?: readonly string[];
  /** Whether it takes an `Idempotency-Key`. */
  readonly takesKey?: true;
  /** The statuses of answers that are no errors, each with its media type. */
  readonly answers: Readonly<Record<number, string>>;
}

/** An endpoint with the types that the contract gives it. */
export interface EndpointOf<Route> extends Endpoint {
  /** Never set: for the compiler alone. */
  readonly route?: Route;
}

/** The endpoints of a router of the contract, by their names. */
export type EndpointsOf<Router> = { readonly [Name in keyof Router]: EndpointOf<Router[Name]> };
