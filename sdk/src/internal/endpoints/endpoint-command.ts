/** A flag of a command, as a field of the contract has it. */
export interface EndpointFlag {
  /** As typed: `partner-name`. */
  name: string;
  /** As sent: `partner_name`. */
  field: string;
  /** Where it goes in the request. */
  place: 'query' | 'body' | 'header';
  /** What its text is read as. `json` is a value with fields of its own, `file` a path. */
  type: 'string' | 'number' | 'boolean' | 'json' | 'file';
  /** What the help calls its value, where that is not the last word of its name. */
  value?: string;
  /** Whether it is a list: the flag may be given more than once. */
  many?: true;
  required?: true;
  /** Whether `--no-…` sends null. */
  nullable?: true;
  choices?: readonly string[];
  default?: string;
  help?: string;
}

/** An endpoint of the contract as a command of the command line. */
export interface EndpointCommand {
  /** The words that call it: `partners create-api-key`. */
  name: string;
  /** The router of the contract, and the endpoint in it. */
  feature: string;
  endpoint: string;
  summary: string;
  details?: string;
  /** The scope that the key needs, `operator`, `any`, or `public` for no key. */
  access: string;
  /** The parameters of the path, in order, with what each is. */
  operands?: Readonly<Record<string, string>>;
  flags: readonly EndpointFlag[];
  /** How the body is sent; none where the endpoint takes none. */
  body?: 'json' | 'form';
  /** What it answers with, and so how that is shown. */
  answer: 'list' | 'object' | 'file' | 'redirect' | 'none';
  /** The fields of the answer, or of each item of a list. */
  fields?: readonly string[];
  /** Of these, what a table shows. */
  columns?: readonly string[];
  /** The arguments of an example. */
  example: string;
}
