import { isConflict, isConnectionFailure, isEndedStatement, isLockTimeout } from '../database/failures.ts';

/** Whether a failure is none of what was sent or pushed: the same may succeed later. */
export function isPassing(error: unknown): boolean {
  return isConnectionFailure(error) || isLockTimeout(error) || isEndedStatement(error) || isConflict(error);
}
