import {
  invalidRequest,
  PROBLEM_CONTENT_TYPE,
  Problem,
  type ProblemCode,
  type RefusedRequest,
} from '@commerce-integration/contract';
import type { RequestValidationError } from '@ts-rest/express';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { MulterError } from 'multer';
import { isConnectionFailure, isEndedStatement } from '../database/failures.ts';
import { ReaderGone } from '../database/reads.ts';
import { releaseHeld } from './call-resources.ts';
import { ANSWERED } from './streamed-answer.ts';

/** The one place that turns any error into a response. It hides the details of internal errors. */
export const answerProblem: ErrorRequestHandler = async (error: unknown, _req, res, _next) => {
  if (error === ANSWERED) return;
  // Before the response is sent: as soon as the client has it, it may send the corrected call with the same key.
  await releaseHeld(res);
  // The client has disconnected, which cancelled its queries.
  if (error instanceof ReaderGone || (res.closed && isEndedStatement(error))) return;
  const problem = toProblem(error);
  if (problem.status >= 500) res.locals.log.error({ err: error }, 'request failed');
  // Too late for another response: cut the connection, so that the client sees a broken response, not a short one.
  if (res.headersSent) return void res.destroy();
  sendProblem(res, problem);
};

export const answerNotFound: RequestHandler = (req, res) => {
  sendProblem(res, new Problem('not_found', `There is no ${req.method} ${req.path}.`));
};

/** Sends a problem as the response. */
export function sendProblem(res: Response, problem: Problem): void {
  if (problem.retryAfterSeconds !== undefined) res.setHeader('retry-after', Math.ceil(problem.retryAfterSeconds));
  res.setHeader('cache-control', 'no-store');
  res
    .status(problem.status)
    .type(PROBLEM_CONTENT_TYPE)
    .send(JSON.stringify(problem.toBody(res.locals.requestId)));
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof MulterError) return fromMulter(error);
  if (isConnectionFailure(error)) {
    return new Problem('service_unavailable', 'The database or the storage cannot be reached; try again shortly.', {
      retryAfterSeconds: 5,
    });
  }
  if (isEndedStatement(error)) {
    const detail = 'The database took longer for this, or more of its disk, than a call may take: ask for less.';
    return new Problem('query_limit_exceeded', detail, { retryAfterSeconds: 30 });
  }
  return (
    fromBodyParser(error) ?? new Problem('internal_error', 'Something went wrong on our side; it has been logged.')
  );
}

const MULTER: Partial<Record<MulterError['code'], [ProblemCode, string]>> = {
  LIMIT_FILE_SIZE: ['payload_too_large', 'The file is too large.'],
  LIMIT_FILE_COUNT: ['malformed_request', 'Send one file only.'],
  LIMIT_UNEXPECTED_FILE: ['malformed_request', 'Unexpected file part: send one, named file.'],
  LIMIT_FIELD_VALUE: ['payload_too_large', 'A form field is too long.'],
};

function fromMulter(error: MulterError): Problem {
  const [code, detail] = MULTER[error.code] ?? ['malformed_request', `The form cannot be read: ${error.message}.`];
  return new Problem(code, detail);
}

const BODY_PARSER: Record<string, [ProblemCode, string]> = {
  'entity.too.large': ['payload_too_large', 'The request body is too large; GET /limits names the limit.'],
  'entity.parse.failed': ['malformed_request', 'The request body is not valid JSON.'],
  'request.aborted': ['malformed_request', 'The request ended before its body did.'],
  'request.size.invalid': ['malformed_request', 'The request body is not as long as it said.'],
  'encoding.unsupported': ['unsupported_media_type', 'The content encoding is not supported.'],
  'charset.unsupported': ['unsupported_media_type', 'The charset is not supported: send UTF-8.'],
};

function fromBodyParser(error: unknown): Problem | undefined {
  const type = (error as { type?: unknown } | null)?.type;
  const known = typeof type === 'string' ? BODY_PARSER[type] : undefined;
  if (known) return new Problem(...known);
  // Express and busboy set a status on errors that the client caused.
  const status = (error as { status?: unknown } | null)?.status;
  if (status === 400) return new Problem('malformed_request', 'The request cannot be read.');
  if (
    error instanceof Error &&
    /^(Request aborted|Unexpected end of form|Malformed part header|Multipart: )/.test(error.message)
  ) {
    return new Problem('malformed_request', `The form cannot be read: ${error.message}.`);
  }
  return undefined;
}

/**
 * Turns a failed validation by the contract's schemas into a problem. ts-rest types these errors for any schema
 * library; here they are zod's.
 */
export function refuseRequest({ pathParams, query, headers, body }: RequestValidationError): never {
  throw invalidRequest({ pathParams, query, headers, body } as RefusedRequest);
}
