import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';

export const CONTROL =
  'h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-sm text-ink placeholder:text-faint focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-bad-mark disabled:opacity-60';

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Renders the control, with the attributes that link it to its label, hint and error. */
  children: (attributes: { id: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined }) => ReactNode;
}

/** A form field: its label, hint and error. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  const noteId = `${id}-note`;
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      {children({ id, 'aria-invalid': error !== undefined, 'aria-describedby': note ? noteId : undefined })}
      {note && (
        <p
          id={noteId}
          className={clsx('mt-1 text-xs', error ? 'text-bad' : 'text-muted')}
          role={error ? 'alert' : undefined}
        >
          {note}
        </p>
      )}
    </div>
  );
}

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={clsx(CONTROL, className)} {...rest} />;
}

export type Choice = readonly [value: string, label: string];

interface SelectProps extends Omit<ComponentProps<'select'>, 'size'> {
  choices: readonly Choice[];
  size?: 'sm' | 'md';
}

/** The native select, which works best on phones and with screen readers. */
export function Select({ choices, size = 'md', className, ...rest }: SelectProps) {
  return (
    <span className={clsx('relative inline-flex min-w-0', className ?? 'w-full')}>
      <select className={clsx(CONTROL, 'appearance-none truncate pr-7', size === 'sm' && 'h-7! text-xs!')} {...rest}>
        {choices.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-muted"
        aria-hidden
      />
    </span>
  );
}

interface CheckboxProps extends ComponentProps<'input'> {
  label: string;
  hint?: ReactNode;
}

export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  const id = useId();
  return (
    <div className={clsx('flex gap-2.5', className)}>
      <input id={id} type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" {...rest} />
      <div>
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {hint && <p className="text-xs text-muted">{hint}</p>}
      </div>
    </div>
  );
}

/** The number in a form field. An empty one becomes NaN, which the API refuses: `Number('')` would be 0. */
export function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
