import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { UnitOfWork } from './orm.ts';

/** Writes the changes. @throws what `taken` makes where another row has a value that must be unique */
export async function flushUnique(em: UnitOfWork, taken: () => Error): Promise<void> {
  try {
    await em.flush();
  } catch (error) {
    throw error instanceof UniqueConstraintViolationException ? taken() : error;
  }
}
