import { CopyButton } from './copy-button.tsx';

/** JSON to read and copy, always rendered as text. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <div className="relative">
      <div className="absolute top-2 right-2 rounded-md bg-surface">
        <CopyButton text={text} label="Copy" />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
      <section aria-label={label} tabIndex={0} className="max-h-112 overflow-auto p-4">
        <pre className="font-mono text-xs leading-relaxed break-words whitespace-pre-wrap">{text}</pre>
      </section>
    </div>
  );
}
