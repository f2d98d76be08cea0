/** The exit codes of `commerce`. Scripts may rely on them. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  refused: 3,
  unreachable: 4,
  timeIsOver: 5,
  fault: 70,
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The meanings of the exit codes, as printed in the help. */
export const EXIT_CODES: readonly (readonly [ExitCode, string])[] = [
  [EXIT.done, 'done'],
  [
    EXIT.failed,
    'the job failed or was cancelled, a file was not imported, the order ended in another state; a validated feed has rejected rows or would be rejected',
  ],
  [EXIT.usage, 'wrong arguments, or a file that cannot be read or written'],
  [EXIT.refused, 'the API rejected the call, or failed'],
  [EXIT.unreachable, 'the API cannot be reached, or did not respond in time'],
  [EXIT.timeIsOver, 'the wait timed out before the job or the order ended; it continues'],
  [EXIT.fault, 'an internal error of commerce'],
  [EXIT.interrupted, 'interrupted (Ctrl-C)'],
  [EXIT.terminated, 'terminated'],
];

/** The command line is invalid. The message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
