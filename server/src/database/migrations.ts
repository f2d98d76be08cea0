import type { Migration } from '@mikro-orm/migrations';

/**
 * A migration of a feature. Its name contains the time it was written, which gives its place among those of all
 * features.
 */
export interface FeatureMigration {
  /** Stored in databases that have run it, so it never changes. */
  readonly name: string;
  readonly class: new (...args: ConstructorParameters<typeof Migration>) => Migration;
}

/** The migrations of all features in the order in which they run. */
export function inOrder(migrations: readonly FeatureMigration[]): FeatureMigration[] {
  return [...migrations].sort((one, other) => (one.name < other.name ? -1 : 1));
}
