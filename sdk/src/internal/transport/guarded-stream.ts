import type { Interruption } from './interruption.ts';

/**
 * A response whose body ends as a typed error when the caller aborts, the other side falls silent or hangs up. The
 * time counts for each wait, not for the whole: a large download may take as long as it goes on.
 */
export function guardedResponse(
  response: Response,
  interruption: Interruption,
  explain: (error: unknown) => unknown,
): Response {
  interruption.pause();
  if (!response.body) {
    interruption.end();
    return response;
  }
  const { status, statusText, headers } = response;
  return new Response(guardedStream(response.body, interruption, explain), { status, statusText, headers });
}

function guardedStream(
  body: ReadableStream<Uint8Array>,
  interruption: Interruption,
  explain: (error: unknown) => unknown,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        interruption.restart();
        try {
          const { done, value } = await interruption.race(reader.read());
          interruption.pause();
          if (!done) return controller.enqueue(value);
          interruption.end();
          controller.close();
        } catch (error) {
          interruption.end();
          controller.error(explain(error));
        }
      },
      cancel(reason) {
        interruption.end();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
