import { LIMITS } from '../limits.ts';
import { Problem } from '../problem.ts';

/** What is said to a partner that has as many uploads open as it may. */
export function tooManyOpenUploads(): Problem {
  return new Problem(
    'too_many_open_uploads',
    `${LIMITS.openUploads} uploads are open: complete them, or wait until their URLs run out.`,
  );
}
