import type { WebhookDeliveryAttempt } from '@commerce-integration/sdk';
import { Badge } from '../ui/badge.tsx';
import { formatDuration } from '../ui/format.ts';
import { JsonView } from '../ui/json-view.tsx';
import { Time } from '../ui/values.tsx';

/** One attempt: the request and the response. */
export function AttemptView({ attempt, isOpen }: { attempt: WebhookDeliveryAttempt; isOpen: boolean }) {
  const {
    attempt: number,
    at,
    duration_ms,
    response_code,
    error,
    request_headers,
    response_headers,
    response_body,
  } = attempt;
  return (
    <li>
      <details open={isOpen}>
        <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm hover:bg-hover">
          <span className="font-medium">Attempt {number}</span>
          <Badge tone={error === null ? 'ok' : 'bad'}>{response_code ?? 'no answer'}</Badge>
          <span className="text-xs text-muted">in {formatDuration(duration_ms)}</span>
          <Time at={at} className="ml-auto text-xs text-muted" />
          {error && <span className="w-full text-xs break-words text-bad">{error}</span>}
        </summary>
        <div className="grid gap-x-6 border-t border-line bg-sunken md:grid-cols-2">
          <Headers title="Sent" headers={request_headers} />
          <div>
            {response_headers ? (
              <Headers title="Answered" headers={response_headers} />
            ) : (
              <p className="px-4 py-3 text-xs text-muted">There was no answer.</p>
            )}
            {response_body && <JsonView value={response_body} label={`The answer to attempt ${number}`} />}
          </div>
        </div>
      </details>
    </li>
  );
}

function Headers({ title, headers }: { title: string; headers: Record<string, string> }) {
  return (
    <div className="min-w-0 px-4 py-3">
      <h3 className="mb-1.5 text-xs font-medium text-muted">{title}</h3>
      <dl className="space-y-0.5 font-mono text-xs">
        {Object.entries(headers).map(([name, value]) => (
          <div key={name} className="break-words">
            <dt className="inline text-muted">{name}: </dt>
            <dd className="inline">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
