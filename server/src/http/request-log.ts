import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { Histogram, type Registry } from 'prom-client';
import type {} from './caller.ts';

/** One log line and one measurement for each finished request, without query strings, bodies or header values. */
export function requestLog(registry: Registry): RequestHandler {
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  return (req, res, next) => {
    const started = process.hrtime.bigint();
    res.once('close', () => {
      const took = Number(process.hrtime.bigint() - started) / 1e9;
      // Paths without a route can be anything: they share one label, so that the number of labels stays bounded.
      const route = typeof req.route?.path === 'string' ? req.route.path : 'none';
      seconds.observe({ method: req.method, route, status: res.statusCode }, took);
      const entry = {
        method: req.method,
        route,
        status: res.statusCode,
        ms: Math.round(took * 1e3),
        ...(res.locals.caller?.partner ? { partner_id: res.locals.caller.partner.id } : {}),
        ...(res.writableFinished ? {} : { aborted: true }),
      };
      res.locals.log[res.statusCode >= 500 ? 'error' : 'info'](entry, 'request');
    });
    next();
  };
}

const SANE = /^[A-Za-z0-9._:-]{1,128}$/;

/** Gives every request an ID (the caller's, if it has a valid form) and a logger that includes it. */
export function requestId(log: Logger): RequestHandler {
  return (req, res, next) => {
    const given = req.get('x-request-id');
    const id = given !== undefined && SANE.test(given) ? given : randomUUID();
    res.locals.requestId = id;
    res.locals.log = log.child({ request_id: id });
    res.setHeader('x-request-id', id);
    next();
  };
}
