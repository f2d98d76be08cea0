import { ProblemView } from './problem-view.tsx';
import { Skeleton } from './skeleton.tsx';

interface PendingViewProps {
  /** The query whose data is not there. */
  query: { error: unknown; refetch: () => unknown };
  className?: string;
}

/** What stands in the place of data that is being loaded, or could not be. */
export function PendingView({ query: { error, refetch }, className }: PendingViewProps) {
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  return <Skeleton {...(className && { className })} />;
}
