/** 100 percent in hundredths of a percent. */
const WHOLE = 10_000n;

/**
 * Shares of a total in percent, with two decimals, that add up to exactly 100. Each is rounded down, and the missing
 * hundredths go to those that lost most by rounding (the largest remainder method; the first of equals). So each
 * differs by less than 0.01 from its exact share. If the total is 0, each share is 0.
 *
 * @param parts non-negative amounts of one currency, as exact decimal text
 */
export function revenueShares(parts: readonly string[]): number[] {
  const decimals = Math.max(0, ...parts.map((part) => decimalsOf(part).length));
  const units = parts.map((part) => BigInt(part.split('.')[0] + decimalsOf(part).padEnd(decimals, '0')));
  const whole = units.reduce((sum, part) => sum + part, 0n);
  if (whole === 0n) return units.map(() => 0);
  const shares = units.map((part) => ({
    share: (part * WHOLE) / whole,
    remainder: (part * WHOLE) % whole,
  }));
  const missing = Number(WHOLE - shares.reduce((sum, { share }) => sum + share, 0n));
  const first = [...shares]
    .sort((a, b) => Number(b.remainder > a.remainder) - Number(a.remainder > b.remainder))
    .slice(0, missing);
  for (const lucky of first) lucky.share += 1n;
  return shares.map(({ share }) => Number(share) / 100);
}

function decimalsOf(amount: string): string {
  return amount.split('.')[1] ?? '';
}
