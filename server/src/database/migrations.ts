import type { Migration } from '@mikro-orm/migrations';

/** A migration of a feature. Its name says when it was written, and so its place among those of all features. */
export interface FeatureMigration {
  /** As it stands in databases that have it: never changed. */
  readonly name: string;
  readonly class: new (...args: ConstructorParameters<typeof Migration>) => Migration;
}

/** The migrations of all features in the order in which databases take them. */
export function inOrder(migrations: readonly FeatureMigration[]): FeatureMigration[] {
  return [...migrations].sort((one, other) => (one.name < other.name ? -1 : 1));
}
