/** Where the client writes its log: `console` fits as it is, others with a line or two. */
export interface Logger {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** From nothing at all to every try of every call. */
export const LOG_LEVELS = ['off', 'error', 'warn', 'info', 'debug'] as const;

/** How much is logged: what is at least as important as the level. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A logger that passes on what the level lets through. Headers and bodies never reach it, whatever the level. */
export function levelledLogger(logger: Logger, level: LogLevel): Logger {
  const through = (name: Exclude<LogLevel, 'off'>): Logger['debug'] =>
    LOG_LEVELS.indexOf(name) <= LOG_LEVELS.indexOf(level)
      ? (message, fields) => (fields ? logger[name](message, fields) : logger[name](message))
      : () => {};
  return { debug: through('debug'), info: through('info'), warn: through('warn'), error: through('error') };
}
