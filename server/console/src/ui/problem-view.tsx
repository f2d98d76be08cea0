import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { problemOf } from '../api/problem.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import { Skeleton } from './skeleton.tsx';

interface ProblemViewProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
  children?: ReactNode;
}

/** A failure: the API's own sentence, and the request ID of the call in its log. */
export function ProblemView({ error, onRetry, children }: ProblemViewProps) {
  const { title, detail, code, requestId } = problemOf(error);
  return (
    <div role="alert" className="flex gap-3 rounded-lg border border-bad-line bg-bad-soft p-4 text-sm">
      <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
      <div className="min-w-0">
        <p className="font-semibold text-bad">{title}</p>
        <p className="mt-0.5 break-words">{detail}</p>
        {(code || requestId) && (
          <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
            {code && (
              <a href={`/docs/errors#${code}`} className="font-mono underline underline-offset-3">
                {code}
              </a>
            )}
            {requestId && (
              <span className="inline-flex items-center gap-1">
                Request <span className="font-mono break-all">{requestId}</span>
                <CopyButton text={requestId} label="Copy the request ID" />
              </span>
            )}
          </p>
        )}
        {(onRetry || children) && (
          <div className="mt-3 flex gap-2">
            {onRetry && <Button onClick={onRetry}>Try again</Button>}
            {children}
          </div>
        )}
      </div>
    </div>
  );
}

interface PendingViewProps {
  /** The query without data. */
  query: { error: unknown; refetch: () => unknown };
  className?: string;
}

/** A placeholder for data that is loading or failed to load. */
export function PendingView({ query: { error, refetch }, className }: PendingViewProps) {
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  return <Skeleton {...(className && { className })} />;
}
