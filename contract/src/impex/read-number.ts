/** The separators of a column's numbers. */
export interface NumberFormat {
  readonly decimal_separator: '.' | ',';
  readonly thousands_separator?: string | undefined;
}

/** Space characters that programs use as thousands separators. */
const SPACES = /[\u00a0\u2009\u202f]/g;

/**
 * Parses a number to a plain decimal, such as `-1299.5`; undefined for an invalid text. Keeps zeros, so that no digit
 * is lost.
 *
 * @example readDecimal('1.299,50', { decimal_separator: ',', thousands_separator: '.' }) // '1299.50'
 */
export function readDecimal(
  text: string,
  { decimal_separator, thousands_separator }: NumberFormat,
): string | undefined {
  const [whole = '', decimals, ...more] = text.replace(SPACES, ' ').split(decimal_separator);
  if (more.length > 0) return undefined;
  const sign = whole.startsWith('-') ? '-' : '';
  const digits = withoutThousands(whole.replace(/^[+-]/, ''), thousands_separator);
  if (digits === undefined || (decimals !== undefined && !/^\d+$/.test(decimals))) return undefined;
  return `${sign}${digits}${decimals === undefined ? '' : `.${decimals}`}`;
}

/** Like {@link readDecimal}, for a number without decimals; `5.0` is 5. */
export function readInteger(text: string, format: NumberFormat): string | undefined {
  const decimal = readDecimal(text, format);
  return decimal === undefined || /\.0*[1-9]/.test(decimal) ? undefined : decimal.replace(/\.0+$/, '');
}

/** Groups must have three digits: with a comma for thousands, `1,5` is invalid. */
function withoutThousands(text: string, separator: string | undefined): string | undefined {
  if (separator === undefined) return /^\d+$/.test(text) ? text : undefined;
  const [first = '', ...groups] = text.split(separator);
  if (groups.length === 0) return /^\d+$/.test(first) ? first : undefined;
  if (!/^\d{1,3}$/.test(first) || !groups.every((group) => /^\d{3}$/.test(group))) return undefined;
  return first + groups.join('');
}
