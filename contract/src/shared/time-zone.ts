/**
 * Names that JavaScript accepts but the IANA database does not have. Some mean different time zones in JavaScript and
 * in a database: IST is India's in one and Israel's in the other.
 */
const NO_IANA_NAMES =
  /^(A[CES]T|AGT|ART|B[ES]T|C[AN]T|C[ST]T|E[AC]T|I[ES]T|JST|MIT|NET|NST|P[LNRS]T|SST|VST|SystemV\/.*)$/i;

/** Whether the name is in the IANA time zone database; offsets such as `+02:00` are not. */
export function isTimeZone(name: string): boolean {
  if (NO_IANA_NAMES.test(name)) return false;
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds by which the clocks of a zone are ahead of UTC at a moment, in milliseconds since 1970. */
export function zoneOffset(at: number, timezone: string): number {
  const made = formats.get(timezone);
  const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const format =
    made ?? new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hourCycle: 'h23', second: '2-digit', ...fields });
  if (!made) formats.set(timezone, format);
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
}
