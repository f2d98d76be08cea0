/**
 * The header by which a list, an export or a report that was read from a replica of the database says how old it may be,
 * in seconds: `0.120`. What others wrote since may be missing; what the same API key wrote is not. An answer of the
 * primary has no such header.
 */
export const REPLICA_LAG_HEADER = 'Replica-Lag';
