import type * as contract from '@commerce-integration/contract';
import type { Wire } from '../../internal/types/contract-types.ts';
import type { BodiesOf, OperationName, Parsed, ParsedBody, RouteOf } from './mock-contract.ts';

// What a caller of the mock meets of the contract, in one place: the build writes these types out in full, so that the
// published declarations need neither the contract nor the libraries it is written with.

/** Every operation of the contract: what its calls hold once they are checked, and what it answers with. */
export type Operations = {
  [N in OperationName]: {
    params: Wire<Parsed<RouteOf<N>, 'pathParams'>>;
    query: Wire<Parsed<RouteOf<N>, 'query'>>;
    body: Wire<ParsedBody<RouteOf<N>>>;
    answer: { [S in keyof BodiesOf<RouteOf<N>>]: { status: S; body: Wire<BodiesOf<RouteOf<N>>[S]> } }[keyof BodiesOf<
      RouteOf<N>
    >];
  };
};

/** Stable code of a problem. */
export type ProblemCode = contract.ProblemCode;
/** What is wrong with one field. */
export type FieldError = Wire<contract.FieldError>;
/** What an API key may do. */
export type Scope = contract.Scope;
/** A partner. */
export type Partner = Wire<contract.Partner>;
/** A product of the catalogue. */
export type Product = Wire<contract.Product>;
/** States a product can be offered in. */
export type Availability = contract.Availability;
