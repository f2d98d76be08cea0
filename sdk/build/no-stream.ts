/** Replaces Node's `stream`: csv-parse wraps its parser in one, and the SDK uses the parser directly. */
export class Transform {}
