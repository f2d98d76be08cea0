/** The retry settings of an exporter. Delays in seconds. */
export interface ExporterRetry {
  readonly attempts: number;
  readonly first_delay_seconds: number;
  readonly max_delay_seconds: number;
}

/** The default settings. */
export const DEFAULT_RETRY: ExporterRetry = { attempts: 20, first_delay_seconds: 60, max_delay_seconds: 3_600 };

type Given = { readonly [Field in keyof ExporterRetry]?: number | undefined };

/** Merges the given fields into the previous ones. */
export function exporterRetry(given: Given | undefined, before: ExporterRetry = DEFAULT_RETRY): ExporterRetry {
  return {
    attempts: given?.attempts ?? before.attempts,
    first_delay_seconds: given?.first_delay_seconds ?? before.first_delay_seconds,
    max_delay_seconds: given?.max_delay_seconds ?? before.max_delay_seconds,
  };
}
