/** An option of a command, such as `--limit 20`. */
export interface CommandOption {
  /** The placeholder of the value in the help; an option without one is a switch. */
  value?: string;
  /** The letter that stands for it: `n` for `-n 20`. */
  short?: string;
  /** Whether it may be given more than once. */
  multiple?: boolean;
  required?: boolean;
  /** The values that it takes. */
  choices?: readonly string[];
  /** Left out of the help, because another option tells of it. */
  hidden?: boolean;
  help: string;
}

/** Options by their names. */
export type CommandOptions = Readonly<Record<string, CommandOption>>;

/** The options and operands of a command. */
export interface CommandShape {
  /** The words that call it, such as `feeds upload`. */
  name: string;
  /** The placeholders of its operands, in order, such as `FILE`. All are required, but one in brackets: `[PATH]`. */
  operands: readonly string[];
  options: CommandOptions;
}
