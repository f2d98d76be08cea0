import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { isNotFound, problemOf } from '../api/problem.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { ProblemView } from '../ui/problem-view.tsx';

/** A screen that failed. The frame around it still works. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  if (isNotFound(error)) return <NotFoundPage detail={problemOf(error).detail} />;
  return (
    <div className="mx-auto max-w-2xl py-10">
      <h1 className="sr-only">This screen could not be shown</h1>
      <ProblemView error={error} onRetry={reset}>
        <Button onClick={() => location.reload()}>Reload the console</Button>
      </ProblemView>
    </div>
  );
}

export function NotFoundPage({ detail }: { detail?: string }) {
  return (
    <div className="py-20 text-center">
      <p className="text-sm font-medium text-faint">404</p>
      <h1 className="mt-1 text-xl font-semibold">There is nothing here</h1>
      <p className="mx-auto mt-2 max-w-md text-sm break-words text-muted">
        {detail ?? 'The address is wrong, or the object was deleted or belongs to another partner.'}
      </p>
      <Link to="/" className={`mt-5 ${buttonClass('primary')}`}>
        Back to the overview
      </Link>
    </div>
  );
}
