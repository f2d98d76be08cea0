/** Codes of rejections of rows by a descriptor, in addition to those of feeds. Stable: a client may switch on them. */
export const IMPORT_PROBLEM_CODES = [
  'required',
  'too_long',
  'not_a_number',
  'not_a_date',
  'not_a_boolean',
  'not_in_map',
  'no_match',
  'broken_row',
  'invalid_value',
  'unknown_product',
  'unknown_sales_channel',
  'unknown_category',
  'unknown_customer',
  'ambiguous_reference',
  'category_cycle',
  'has_children',
  'has_orders',
  'repeated_row',
  'update_id_reused',
] as const;
export type ImportProblemCode = (typeof IMPORT_PROBLEM_CODES)[number];

/** Why a row is rejected. */
export interface ImportProblem {
  /** The target of the column; none where the whole row is wrong. */
  readonly column?: string;
  readonly code: ImportProblemCode;
  readonly message: string;
  readonly value?: string;
}
