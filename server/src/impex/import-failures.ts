import { ArchiveRefused } from '../archives/archive-refused.ts';
import { LoadRefused } from '../catalog/load/load-catalogue.ts';
import { JobFailure } from '../jobs/job-handlers.ts';
import { lostObject } from '../uploads/checked-object.ts';
import { ImportRefused } from './import-refused.ts';

/** Whether nothing of a file was imported, for a reason that its sender can fix. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof ImportRefused || error instanceof LoadRefused || error instanceof ArchiveRefused;
}

const LOST_FILE = {
  gone: 'The stored file is gone: send it again.',
  replaced: 'The stored file was replaced after it was sent: send it again.',
};

/** A job failure for errors that the sender can fix and a retry cannot; other errors unchanged. */
export function asFailure(error: unknown): unknown {
  if (isRefusal(error)) return new JobFailure(error.message);
  const lost = lostObject(error);
  return lost ? new JobFailure(LOST_FILE[lost]) : error;
}
