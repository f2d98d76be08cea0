interface ProgressBarProps {
  label: string;
  value: number;
  /** Undefined while unknown. */
  max: number | undefined;
}

export function ProgressBar({ label, value, max }: ProgressBarProps) {
  const share = max ? Math.min(1, value / max) : undefined;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      {...(max && { 'aria-valuemax': max, 'aria-valuenow': value })}
      className="h-2 overflow-hidden rounded-full bg-hover"
    >
      <div
        className={`h-full rounded-full bg-info-mark motion-safe:transition-[width] duration-500 ${share === undefined ? 'breathe w-full' : ''}`}
        style={share === undefined ? undefined : { width: `${share * 100}%` }}
      />
    </div>
  );
}
