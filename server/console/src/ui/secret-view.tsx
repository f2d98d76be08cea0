import { KeyRound } from 'lucide-react';
import { CopyButton } from './copy-button.tsx';

/** A secret that is shown only once. */
export function SecretView({ secret, about }: { secret: string; about: string }) {
  return (
    <div className="rounded-lg border border-line bg-sunken p-3">
      <div className="flex items-start gap-2">
        <KeyRound className="mt-1 size-4 shrink-0 text-muted" aria-hidden />
        <code className="min-w-0 flex-1 font-mono text-sm break-all">{secret}</code>
        <CopyButton text={secret} label="Copy the secret" />
      </div>
      <p className="mt-2 text-xs text-muted">{about}</p>
    </div>
  );
}
