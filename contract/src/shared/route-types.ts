import type { ContractNoBodyType, ContractOtherResponse, ContractPlainType } from '@ts-rest/core';
import type { z } from 'zod';

/**
 * A schema as the compiler sees it in a route: what goes in, and what comes out. At run time it is the schema of Zod that
 * the route was written with. ts-rest's types compare each schema with Zod's; of Zod's own types that takes a compiler most
 * of a minute and a gigabyte, in each program that imports the contract.
 */
export interface RouteSchema<Input, Output> {
  readonly _zod: Types<Input, Output>;
  readonly '~standard': z.core.$ZodStandardSchema<{ _zod: Types<Input, Output> }>;
}

interface Types<Input, Output> {
  readonly input: Input;
  readonly output: Output;
}

/** Any schema of Zod. It is recognised by one field, since comparing it with `z.ZodType` takes long. */
interface AnySchema {
  readonly _zod: unknown;
}

interface RouteParts {
  path: `/${string}`;
  summary: string;
  description?: string;
  metadata: object;
  headers?: AnySchema;
  pathParams?: AnySchema;
  query?: AnySchema;
  responses: Record<number, AnySchema | ContractNoBodyType | ContractOtherResponse<RouteSchema<unknown, unknown>>>;
}

interface BodyParts {
  body: AnySchema | ContractNoBodyType;
  contentType?: 'multipart/form-data';
}

/** A route as it is written. */
export type WrittenRoute = RouteParts &
  (
    | { method: 'GET' }
    | ({ method: 'POST' | 'PUT' | 'PATCH' } & BodyParts)
    | ({ method: 'DELETE' } & Partial<BodyParts>)
  );

type SchemaOf<T> = T extends { _zod: Types<infer Input, infer Output> } ? RouteSchema<Input, Output> : T;

/** For headers ts-rest accepts schemas of Zod, which are slow to compare, or a type that is marked as a plain one. */
type HeadersOf<T> = ContractPlainType<SchemaOf<T>>;

type PartOf<Part, Value> = Part extends 'pathParams' | 'query' | 'body'
  ? SchemaOf<Value>
  : Part extends 'headers'
    ? HeadersOf<Value>
    : Part extends 'summary' | 'description'
      ? string
      : Value;

/** The responses of a route: its own, and of the common ones those with another status. */
type ResponsesOf<Own, Common> = {
  [Status in keyof Own | keyof Common]: Status extends keyof Own
    ? SchemaOf<Own[Status]>
    : Status extends keyof Common
      ? Common[Status]
      : never;
};

/** A route of the contract, with short types in place of those of Zod. */
export type RouteOf<Route extends WrittenRoute, Common> = {
  [Part in keyof Route | 'strictStatusCodes']: Part extends 'strictStatusCodes'
    ? true
    : Part extends 'responses'
      ? ResponsesOf<Route['responses'], Common>
      : PartOf<Part, Route[Part & keyof Route]>;
};
