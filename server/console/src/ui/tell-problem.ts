import { toast } from 'sonner';
import { problemOf } from '../api/problem.ts';

/** Shows why something failed. @param what the action, if the page does not show it */
export function tellProblem(error: unknown, what?: string): void {
  const { title, detail, requestId } = problemOf(error);
  toast.error(what ?? title, { description: requestId ? `${detail} (Request ${requestId})` : detail });
}
