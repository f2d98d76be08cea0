import { toast } from 'sonner';
import { problemOf } from '../api/problem.ts';

/** Tells why something was not done. @param what it was, where the page does not show that */
export function tellProblem(error: unknown, what?: string): void {
  const { title, detail, requestId } = problemOf(error);
  toast.error(what ?? title, { description: requestId ? `${detail} (Request ${requestId})` : detail });
}
