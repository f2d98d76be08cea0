/** A map of words as editable lines: `ja = in_stock`; an empty right side means no value. */
export function textOfMap(map: Readonly<Record<string, string | null>> | undefined): string {
  return Object.entries(map ?? {})
    .map(([word, value]) => `${word} = ${value ?? ''}`.trimEnd())
    .join('\n');
}

/** Parses such lines. A line without a sign maps its word to no value. */
export function mapOfText(text: string): Record<string, string | null> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const sign = line.lastIndexOf('=');
      const [word, value] = sign < 0 ? [line, ''] : [line.slice(0, sign), line.slice(sign + 1)];
      return [word.trim(), value.trim() === '' ? null : value.trim()];
    }),
  );
}
