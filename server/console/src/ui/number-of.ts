/** The number that a field of a form holds. One that is left empty is none, which the API refuses: `Number('')` is 0. */
export function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
