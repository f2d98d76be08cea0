/** An option of a command, such as `--limit 20`. */
export interface CommandOption {
  /** What stands for the value in the help; an option without is a switch. */
  value?: string;
  /** Whether it may be given more than once. */
  multiple?: boolean;
  help: string;
}

/** What a command line may say to a command. */
export interface CommandShape {
  /** The words that call it, such as `feeds upload`. */
  name: string;
  /** What the arguments stand for, in their order, such as `FILE`. All are needed. */
  operands: readonly string[];
  options: Readonly<Record<string, CommandOption>>;
}
