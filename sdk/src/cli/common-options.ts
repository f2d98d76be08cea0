import type { CommandOptions } from './command-shape.ts';

/** Options of every command. */
export const COMMON_OPTIONS: CommandOptions = {
  json: { short: 'j', help: 'writes JSON to stdout, and errors as JSON to stderr' },
  fields: { short: 'f', value: 'LIST', help: 'shows these fields alone: sku,attributes.colour' },
  output: { short: 'o', value: 'FILE', help: 'writes the result to a file, completely or not at all; - is stdout' },
  quiet: { short: 'q', help: 'writes nothing to stderr but errors: no notes and no progress' },
  verbose: { short: 'v', help: 'reports every call and every retry on stderr' },
  profile: { short: 'p', value: 'NAME', help: 'the profile of `commerce login` to use; COMMERCE_PROFILE' },
  'api-key': {
    value: 'KEY',
    help: 'the API key; better in COMMERCE_API_KEY or a profile, since others can see what commands are run',
  },
  'base-url': { value: 'URL', help: "the API's address; COMMERCE_BASE_URL, the profile's, or http://localhost:3000" },
  help: { short: 'h', help: 'shows this help' },
};

/** The option of commands that send a body. */
export const DATA_OPTION: CommandOptions = {
  data: {
    short: 'd',
    value: 'JSON',
    help: 'the body: JSON, @FILE, or - for stdin; other options set its fields',
  },
};

/** The option of commands that list. */
export const LIST_OPTION: CommandOptions = {
  all: { short: 'a', help: 'all pages, not just one' },
};
