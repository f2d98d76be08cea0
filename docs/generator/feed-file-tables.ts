import { ROW_PROBLEM_CODES, type RowProblemCode } from '../../contract/src/feed-file/row.ts';
import { AVAILABILITIES, AVAILABILITY_SPELLINGS } from '../../contract/src/products/availability.ts';
import { JOB_NOTE_CODES, JOB_NOTES } from '../../contract/src/shared/job-notes.ts';
import { LIMITS } from '../../contract/src/shared/limits.ts';

const MEANINGS: Record<RowProblemCode, string> = {
  required: '`sku` or `product_name` is empty.',
  too_long: 'A text or a number is over its limit.',
  nul_character: 'A value contains a NUL character (`U+0000`).',
  invalid_price: '`price` is not a plain decimal: it has a sign, a symbol, a thousands mark or an exponent.',
  price_too_large: `\`price\` has more than ${LIMITS.priceIntegerDigits} digits before the decimal point.`,
  too_many_decimals:
    '`price` has more decimals than its currency. Zeros at the end do not count: `49.9900` is `49.99`.',
  unknown_currency: '`currency` is not an ISO 4217 code.',
  unknown_availability: '`availability` is none of the spellings above.',
  wrong_field_count: 'The row has more values than the header, or ends before `sku` and `product_name`.',
  invalid_quotes:
    'A quote stands inside an unquoted value, text follows a closing quote, or a quote is never closed. The line alone is rejected; the next one is read.',
  duplicate_sku: 'A warning: a later row names the same SKU, and that one counts.',
  invisible_characters: 'A warning: `sku` contained invisible characters (such as `U+200B`), which were removed.',
  scientific_sku: 'A warning: `sku` looks like a number that a spreadsheet has shortened (`4.00596E+12`).',
  rows_in_value:
    'A warning: a quoted value contains line breaks between what look like rows of this file: a quote may be missing.',
};

export function spellingsTable(): string {
  const rows = AVAILABILITIES.map((state) => {
    const spellings = AVAILABILITY_SPELLINGS[state].map((spelling) => `\`${spelling}\``);
    return `| \`${state}\` | ${spellings.join(', ')} |`;
  });
  return ['| stored as | written as |', '|---|---|', ...rows].join('\n');
}

export function rowProblemsTable(): string {
  const rows = ROW_PROBLEM_CODES.map((code) => `| \`${code}\` | ${MEANINGS[code]} |`);
  return ['| code | meaning |', '|---|---|', ...rows].join('\n');
}

/** The text of each note for a count of one. */
export function jobNotesTable(): string {
  const rows = JOB_NOTE_CODES.map((code) => `| \`${code}\` | ${JOB_NOTES[code](1)} |`);
  return ['| code | message |', '|---|---|', ...rows].join('\n');
}
