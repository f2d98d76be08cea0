// Every type of the contract that callers meet. They are written out from the contract, so that the published
// declarations need neither the contract nor its libraries, and each field tells what it is.

export type * from '../generated/wire-types.ts';
