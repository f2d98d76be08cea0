import { z } from 'zod';
import { meSchema } from '../service/service.ts';
import { fieldsOf } from '../shared/request-schemas.ts';
import { timeSchema } from '../shared/time.ts';
import { CONSOLE_SESSION_EXAMPLE } from './examples.ts';

/** The header that proves that a call with a session comes from a page of the server. */
export const CSRF_HEADER = 'x-csrf-token';

/** The header of automatic calls of a page, such as polling. They do not extend the session. */
export const BACKGROUND_HEADER = 'x-console-background';

/** Longest API key, in characters. */
const KEY_LENGTH = 200;

export const consoleSessionSchema = z
  .object({
    caller: meSchema.meta({ description: "The owner and permissions of the session's key, as in `GET /me`." }),
    csrf_token: z
      .string()
      .meta({ description: `Send it as \`${CSRF_HEADER}\` with every call of the session except GET and HEAD.` }),
    expires_at: timeSchema.meta({ description: 'When the session ends at the latest; earlier if it is not used.' }),
  })
  .meta({ id: 'ConsoleSession', examples: [CONSOLE_SESSION_EXAMPLE] });
export type ConsoleSession = z.infer<typeof consoleSessionSchema>;

export const createConsoleSessionSchema = fieldsOf({
  api_key: z
    .string()
    .min(1, { error: 'api_key must not be empty.' })
    .max(KEY_LENGTH, { error: `api_key is longer than ${KEY_LENGTH} characters.` })
    .optional()
    .meta({ description: 'The API key for the session. It is neither stored nor logged.' }),
  demo: z
    .literal(true, { error: 'demo must be true, or left out.' })
    .optional()
    .meta({ description: 'Instead of a key: the demo key of a server with embedded services (`demo` of `GET /`).' }),
})
  .refine(({ api_key, demo }) => (api_key === undefined) !== (demo === undefined), {
    error: 'Name either api_key or demo.',
  })
  .meta({ id: 'CreateConsoleSession', examples: [{ api_key: 'demo-secret-key' }] });
export type CreateConsoleSession = z.infer<typeof createConsoleSessionSchema>;
