/** A decimal without zeros that say nothing: `0049.90` is `49.9`. */
export function plainAmount(text: string | null): string | null {
  if (text === null) return null;
  const [whole = '', decimals = ''] = text.split('.');
  const rest = decimals.replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '')}${rest && `.${rest}`}`;
}
