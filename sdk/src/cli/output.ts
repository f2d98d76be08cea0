/** The streams that the command line writes to: `process.stdout` and `process.stderr`, or a test's. */
export interface Output extends NodeJS.EventEmitter {
  write(text: string | Uint8Array): boolean;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  /** Of a terminal: whether it shows colours, and `NO_COLOR` does not forbid them. */
  hasColors?(): boolean;
}
