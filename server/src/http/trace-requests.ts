import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import { isTracing } from '../tracing/span.ts';

/** One span for each request, below the caller's own if it sends a `traceparent`. Does nothing while tracing is off. */
export const traceRequests: RequestHandler = (req, res, next) => {
  if (!isTracing()) return next();
  const span = trace
    .getTracer('commerce-integration')
    .startSpan(
      req.method,
      { kind: SpanKind.SERVER, attributes: { 'http.request.method': req.method } },
      propagation.extract(context.active(), req.headers),
    );
  res.locals.log = res.locals.log.child({ trace_id: span.spanContext().traceId });
  res.once('close', () => {
    // A path without a route can be anything, and may contain data that must not be recorded.
    const route = typeof req.route?.path === 'string' ? req.route.path : undefined;
    if (route) span.updateName(`${req.method} ${route}`).setAttribute('http.route', route);
    span.setAttributes({
      'http.response.status_code': res.statusCode,
      'commerce.request_id': res.locals.requestId,
      ...(res.locals.caller?.partner && { 'commerce.partner_id': res.locals.caller.partner.id }),
    });
    if (res.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(context.active(), span), next);
};
