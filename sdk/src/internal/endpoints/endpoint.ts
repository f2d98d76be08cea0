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

/** The types of an endpoint's query, body and answer, where it has any. */
export interface EndpointTypes {
  query?: unknown;
  body?: unknown;
  answer?: unknown;
}

/** An endpoint with the types that the contract gives it. */
export interface EndpointOf<Types extends EndpointTypes> extends Endpoint {
  /** Never set: for the compiler alone. */
  readonly types?: Types;
}

/** Endpoints by their names. */
export type EndpointsOf<Types extends Record<string, EndpointTypes>> = {
  readonly [Name in keyof Types]: EndpointOf<Types[Name]>;
};
