import { ApiError } from '../errors/api-error.ts';
import { AbortError, CommerceError, ConnectionError, TimeoutError } from '../errors/errors.ts';
import { JobFailedError, OrderEndedError, WaitTimeoutError } from '../errors/wait-errors.ts';
import type { Job, Order } from '../internal/types/wire-types.ts';
import { EXIT, type ExitCode, UsageError } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** An error as JSON for scripts; for a refusal by the API, the API's own problem. */
interface ErrorFacts {
  status?: number;
  code: string;
  detail: string;
  errors?: ApiError['errors'];
  request_id?: string | undefined;
  /** The job or the order that the error is about. */
  job_id?: string | undefined;
  order_id?: string | undefined;
}

/** Prints an error on stderr, as a line for people or as JSON. Returns the exit code. */
export function reportError(terminal: Terminal, error: unknown): ExitCode {
  const facts = factsOf(error);
  if (terminal.json) terminal.complain(JSON.stringify(facts));
  else for (const line of linesOf(facts)) terminal.complain(line);
  return exitCodeOf(error);
}

/** @returns the exit code for this kind of error */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof ApiError) return EXIT.refused;
  if (error instanceof JobFailedError || error instanceof OrderEndedError) return EXIT.failed;
  if (error instanceof WaitTimeoutError) return EXIT.timeIsOver;
  if (error instanceof ConnectionError || error instanceof TimeoutError) return EXIT.unreachable;
  if (error instanceof AbortError) return EXIT.interrupted;
  if (error instanceof UsageError || error instanceof TypeError || isFileError(error)) return EXIT.usage;
  return error instanceof CommerceError ? EXIT.usage : EXIT.fault;
}

function factsOf(error: unknown): ErrorFacts {
  if (error instanceof ApiError) {
    const { status, code, detail, errors, requestId } = error;
    return { status, code: code ?? `http_${status}`, detail, errors, request_id: requestId };
  }
  const { requestId, job, lastJob, order, lastOrder } = error as {
    requestId?: string;
    job?: Job;
    lastJob?: Job;
    order?: Order;
    lastOrder?: Order;
  };
  return {
    code: error instanceof OrderEndedError ? 'order_ended' : CODES[exitCodeOf(error)],
    detail: detailOf(error),
    request_id: requestId,
    job_id: (job ?? lastJob)?.job_id,
    order_id: (order ?? lastOrder)?.order_id,
  };
}

function detailOf(error: unknown): string {
  if (error instanceof AbortError) return 'Interrupted.';
  if (isFileError(error)) return `${error.path}: ${FILE_TROUBLE[error.code] ?? error.message}.`;
  return error instanceof Error ? error.message : String(error);
}

const CODES: Readonly<Record<ExitCode, string>> = {
  [EXIT.done]: 'done',
  [EXIT.failed]: 'job_failed',
  [EXIT.usage]: 'usage',
  [EXIT.refused]: 'refused',
  [EXIT.unreachable]: 'unreachable',
  [EXIT.timeIsOver]: 'time_is_over',
  [EXIT.fault]: 'fault',
  [EXIT.interrupted]: 'interrupted',
  [EXIT.terminated]: 'terminated',
};

/** A line, and one more for each invalid field that the first line does not name. */
function linesOf({ status, code, detail, errors = [], request_id }: ErrorFacts): string[] {
  const about = [
    ...(status === undefined ? [] : [`${status} ${code}`]),
    ...(request_id ? [`request ${request_id}`] : []),
  ];
  // Two fields can have the same message, of which an order's refusal tells one.
  const isTold = ({ path, message }: (typeof errors)[number], at: number) =>
    detail.includes(`${path}: ${message}`) ||
    (detail.includes(message) && errors.findIndex((other) => other.message === message) === at);
  const fields = errors.filter((error, at) => !isTold(error, at));
  return [
    `commerce: ${detail}${about.length > 0 ? ` (${about.join(', ')})` : ''}`,
    ...fields.map(({ path, message }) => `  ${path}: ${message}`),
  ];
}

/** Explanations of the most common errors of `node:fs`. */
const FILE_TROUBLE: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'no permission',
  EISDIR: 'is a folder',
  ENOTDIR: 'is not a folder',
  ENOSPC: 'no space left',
};

/** Whether the error is one of `node:fs`. */
function isFileError(error: unknown): error is Error & { path: string; code: string } {
  const { syscall, path, code } = error as { syscall?: unknown; path?: unknown; code?: unknown };
  return typeof syscall === 'string' && typeof path === 'string' && typeof code === 'string';
}
