import type { Migration } from '@mikro-orm/migrations';

/** A migration of a feature. Its name contains the time it was written, which orders it among those of all features. */
export interface FeatureMigration {
  /** Stored in the databases that have run it, so it must never change. */
  readonly name: string;
  readonly class: new (...args: ConstructorParameters<typeof Migration>) => Migration;
}

/** The migrations of all features in the order in which they run. */
export function inOrder(migrations: readonly FeatureMigration[]): FeatureMigration[] {
  return [...migrations].sort((one, other) => (one.name < other.name ? -1 : 1));
}
