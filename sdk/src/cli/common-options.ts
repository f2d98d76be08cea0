import type { CommandOptions } from './command-shape.ts';

/** Options of every command. */
export const COMMON_OPTIONS: CommandOptions = {
  json: { short: 'j', help: 'write JSON to stdout, and errors as JSON to stderr' },
  fields: { short: 'f', value: 'LIST', help: 'show only these fields, such as sku,attributes.colour' },
  output: { short: 'o', value: 'FILE', help: 'write the result to a file, completely or not at all; - is stdout' },
  quiet: { short: 'q', help: 'write only errors to stderr, no notes and no progress' },
  verbose: { short: 'v', help: 'report every call and every retry on stderr' },
  profile: { short: 'p', value: 'NAME', help: 'the profile of `commerce login` to use; default: COMMERCE_PROFILE' },
  'api-key': {
    value: 'KEY',
    help: 'the API key; prefer COMMERCE_API_KEY or a profile, because other users can see the arguments of commands',
  },
  'base-url': {
    value: 'URL',
    help: "the API's address; default: COMMERCE_BASE_URL, the profile's address, or http://localhost:3000",
  },
  help: { short: 'h', help: 'show this help' },
};

/** The option of commands that send a body. */
export const DATA_OPTION: CommandOptions = {
  data: {
    short: 'd',
    value: 'JSON',
    help: 'the body: JSON, @FILE, or - for stdin; other options override its fields',
  },
};

/** The option of commands that wait. */
export const TIMEOUT_OPTION: CommandOptions = {
  timeout: { value: 'SECONDS', help: 'maximum time to wait; default: 600' },
};

/** The options of commands that send a file and wait for its load. */
export const LOAD_OPTIONS: CommandOptions = {
  errors: { value: 'COUNT', help: 'how many errors to show, at most 100; default: 10' },
  ...TIMEOUT_OPTION,
  'idempotency-key': { value: 'KEY', help: 'make the command safe to repeat: the same key creates nothing twice' },
};

/** The option of commands that list. */
export const LIST_OPTION: CommandOptions = {
  all: { short: 'a', help: 'fetch all pages instead of one' },
};
