/** Receives the log messages of the client. `console` can be used directly; other loggers may need a small adapter. */
export interface Logger {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** The levels, from no output to every attempt of every call. */
export const LOG_LEVELS = ['off', 'error', 'warn', 'info', 'debug'] as const;

/** How much is logged: all messages that are at least as important as the level. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A logger that passes on what the level lets through. Headers and bodies never reach it, whatever the level. */
export function levelledLogger(logger: Logger, level: LogLevel): Logger {
  const through = (name: Exclude<LogLevel, 'off'>): Logger['debug'] =>
    LOG_LEVELS.indexOf(name) <= LOG_LEVELS.indexOf(level)
      ? (message, fields) => (fields ? logger[name](message, fields) : logger[name](message))
      : () => {};
  return { debug: through('debug'), info: through('info'), warn: through('warn'), error: through('error') };
}
