import type { DataPreviewRow, ImportProblem } from '@commerce-integration/contract';

/** A row of a preview whose outcome is not known yet. */
export interface ReadRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string | null>>;
  readonly problems: readonly ImportProblem[];
  readonly isLeftOut: boolean;
}

/** What an import would do with a row, with its problems where they are others than those of reading it. */
export type Planned = Pick<DataPreviewRow, 'outcome'> & { readonly problems?: readonly ImportProblem[] };
