/** Hundredths of a percent in a whole. */
const WHOLE = 10_000n;

/**
 * Shares of a whole in percent, with two decimals, that sum up to exactly 100: each is rounded down, and the hundredths
 * that are then missing go to those that lost most by it. Where the whole is nothing, each share is 0.
 */
export function revenueShares(parts: readonly bigint[]): number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0n);
  if (whole === 0n) return parts.map(() => 0);
  const shares = parts.map((part, place) => ({
    place,
    share: (part * WHOLE) / whole,
    remainder: (part * WHOLE) % whole,
  }));
  const missing = Number(WHOLE - shares.reduce((sum, { share }) => sum + share, 0n));
  const byLoss = [...shares].sort((a, b) => {
    if (a.remainder === b.remainder) return a.place - b.place;
    return a.remainder > b.remainder ? -1 : 1;
  });
  for (const lucky of byLoss.slice(0, missing)) lucky.share += 1n;
  return shares.map(({ share }) => Number(share) / 100);
}
