/** An option of a command, such as `--limit 20`. */
export interface CommandOption {
  /** The placeholder of the value in the help; an option without one is a switch. */
  value?: string;
  /** Whether it may be given more than once. */
  multiple?: boolean;
  help: string;
}

/** The options and operands of a command. */
export interface CommandShape {
  /** The words that call it, such as `feeds upload`. */
  name: string;
  /** The placeholders of its operands, in order, such as `FILE`. All are required. */
  operands: readonly string[];
  options: Readonly<Record<string, CommandOption>>;
}
