import { LIMITS } from '../limits.ts';
import { Problem } from '../problem.ts';

/** @param open uploads of a partner that are open already @throws Problem `too_many_open_uploads` */
export function assertMayOpenUpload(open: number): void {
  if (open < LIMITS.openUploads) return;
  throw new Problem(
    'too_many_open_uploads',
    `${LIMITS.openUploads} uploads are open: complete them, or wait until their URLs run out.`,
  );
}
