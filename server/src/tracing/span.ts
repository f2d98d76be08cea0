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

/** A position in a trace, in the format of the W3C header `traceparent`. It is stored with work that is done later. */
export type TraceParent = string;

const NAME = 'commerce-integration';

interface SpanOptions {
  readonly kind?: 'internal' | 'client' | 'consumer';
  readonly attributes?: Attributes;
  /** The parent span, if it is not the current one. */
  readonly parent?: TraceParent | null | undefined;
  /** The position that caused it, in a trace that may have ended: the span starts a new trace, linked to that one. */
  readonly cause?: TraceParent | null | undefined;
}

const KINDS = { internal: SpanKind.INTERNAL, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER } as const;

/** Whether spans are exported. Work that only serves spans can be skipped otherwise. */
export function isTracing(): boolean {
  return propagation.fields().length > 0;
}

/** Runs work in a span, which records what the work throws. Without tracing, just runs the work. */
export async function inSpan<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T> {
  if (!isTracing()) return work();
  const { kind = 'internal', attributes = {}, parent, cause } = options;
  const links = linkTo(cause);
  const below = parent ? contextOf(parent) : cause === undefined ? context.active() : ROOT_CONTEXT;
  return trace.getTracer(NAME).startActiveSpan(name, { kind: KINDS[kind], attributes, links }, below, async (span) => {
    try {
      return await work();
    } catch (error) {
      // Without the message, which may contain data of partners.
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'Error' });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Adds attributes to the current span. */
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

/** The headers that propagate the current position to another system; none without tracing. */
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
