import {
  type Attributes,
  context,
  type Link,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

/** A position in a trace, as the header `traceparent` of the W3C has it. It is stored with what is done later. */
export type TraceParent = string;

const NAME = 'commerce-integration';

interface SpanOptions {
  readonly kind?: 'internal' | 'client' | 'consumer';
  readonly attributes?: Attributes;
  /** The position that it belongs below, where that is not the current one. */
  readonly parent?: TraceParent | null | undefined;
  /** The position that has caused it, of a trace that may have ended: it begins a trace of its own, linked to that. */
  readonly cause?: TraceParent | null | undefined;
}

const KINDS = { internal: SpanKind.INTERNAL, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER } as const;

/** Whether anybody takes spans. What is only for them need not be done otherwise. */
export function isTracing(): boolean {
  return propagation.fields().length > 0;
}

/** Does some work as a span, in which what throws is recorded. Without tracing it is the work alone. */
export async function inSpan<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T> {
  if (!isTracing()) return work();
  const { kind = 'internal', attributes = {}, parent, cause } = options;
  const links = linkTo(cause);
  const below = parent ? contextOf(parent) : cause === undefined ? context.active() : ROOT_CONTEXT;
  return trace.getTracer(NAME).startActiveSpan(name, { kind: KINDS[kind], attributes, links }, below, async (span) => {
    try {
      return await work();
    } catch (error) {
      // Without the message: it may have data of partners.
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'Error' });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Adds to the span that is open. */
export function noteInSpan(attributes: Attributes, failure?: string): void {
  const span = trace.getActiveSpan();
  span?.setAttributes(attributes);
  if (failure !== undefined) span?.setStatus({ code: SpanStatusCode.ERROR, message: failure });
}

/** The current position, to be stored or sent; undefined without one. */
export function currentTraceParent(): TraceParent | undefined {
  if (!isTracing()) return undefined;
  return traceHeaders().traceparent;
}

/** The headers that tell another system the current position; none without tracing. */
export function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

function contextOf(parent: TraceParent) {
  return propagation.extract(ROOT_CONTEXT, { traceparent: parent });
}

function linkTo(cause: TraceParent | null | undefined): Link[] {
  const position = cause ? trace.getSpanContext(contextOf(cause)) : undefined;
  return position ? [{ context: position }] : [];
}
