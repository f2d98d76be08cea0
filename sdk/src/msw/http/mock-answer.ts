import { PROBLEM_CONTENT_TYPE, type Problem } from '@commerce-integration/contract';
import type { MockAnswer } from './mock-call.ts';

/** Makes the response, with its `ETag`; a matching `If-None-Match` gets 304. */
export function toResponse(request: Request, answer: MockAnswer, headers: Headers): Response {
  const { status, body } = answer;
  if (body === undefined) return new Response(null, { status, headers });
  const contentType = answer.contentType ?? 'application/json; charset=utf-8';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  headers.set('content-type', contentType);
  // The server's streamed responses have no ETag.
  if (!STREAMED.test(contentType)) headers.set('etag', tagOf(text));
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && status === 200 && isCurrent(request.headers.get('if-none-match'), headers.get('etag'))) {
    headers.delete('content-type');
    return new Response(null, { status: 304, headers });
  }
  return new Response(request.method === 'HEAD' ? null : (answer.stream ?? answer.bytes ?? text), { status, headers });
}

/** The one place that turns a problem into a response. */
export function problemResponse(request: Request, problem: Problem, requestId: string, headers: Headers): Response {
  if (problem.retryAfterSeconds !== undefined) headers.set('retry-after', String(Math.ceil(problem.retryAfterSeconds)));
  const body = problem.toBody(requestId);
  const contentType = `${PROBLEM_CONTENT_TYPE}; charset=utf-8`;
  return toResponse(request, { status: problem.status, body, contentType }, headers);
}

const STREAMED = /^(text\/csv|application\/x-ndjson|application\/zip|application\/xml|text\/event-stream)/;

/** ETags are compared weakly, by their quoted part (RFC 9110, section 13.1.2). */
function isCurrent(condition: string | null, tag: string | null): boolean {
  if (condition === null || tag === null) return false;
  const bare = (one: string) => one.trim().replace(/^W\//, '');
  return condition.trim() === '*' || condition.split(',').some((one) => bare(one) === bare(tag));
}

/** A weak ETag: length and hash (FNV-1a, 32 bits). A mock's ETags need not equal the server's. */
function tagOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `W/"${text.length.toString(16)}-${(hash >>> 0).toString(16)}"`;
}
