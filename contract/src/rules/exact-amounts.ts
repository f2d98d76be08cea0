/** Decimals that amounts are counted with: the most that any currency has. */
export const SCALE = 4;

/** An amount as exact decimal text, counted in 1/10,000 of its currency's unit. */
export function unitsOf(amount: string): bigint {
  const [whole = '', decimals = ''] = amount.split('.');
  return BigInt(whole + decimals.padEnd(SCALE, '0'));
}

/** The same as exact text, without zeros at its end. */
export function amountOf(units: bigint): string {
  const digits = units.toString().padStart(SCALE + 1, '0');
  const decimals = digits.slice(-SCALE).replace(/0+$/, '');
  return `${digits.slice(0, -SCALE)}${decimals && `.${decimals}`}`;
}
