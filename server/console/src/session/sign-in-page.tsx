import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { client } from '../api/client.ts';
import { BrandMark } from '../frame/brand.tsx';
import { Button } from '../ui/button.tsx';
import { Field, Input } from '../ui/field.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { returnPath } from './return-path.ts';
import { signIn } from './session.ts';

/** Exchanges a typed key for a cookie, and does not keep the key. */
export function SignInPage() {
  const { to, ended } = useSearch({ strict: false }) as { to?: string; ended?: string };
  const navigate = useNavigate();
  const enter = useMutation({
    mutationFn: signIn,
    onSuccess: () => navigate({ href: returnPath(to), replace: true }),
  });
  const { data: index } = useQuery({
    queryKey: ['index'],
    queryFn: async ({ signal }) => client.service.index({ signal }),
    refetchInterval: false,
  });
  useEffect(() => {
    document.title = 'Sign in · Commerce Integration';
  }, []);
  return (
    <main className="grid min-h-screen place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <BrandMark className="size-10" />
        <h1 className="mt-5 text-2xl font-semibold tracking-tight">Commerce Integration</h1>
        <p className="mt-1 text-sm text-muted">
          Operations console. Sign in with an API key, an operator's or a partner's.
        </p>
        {ended && !enter.error && (
          <p role="status" className="mt-5 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
            Your session has ended, or its key was revoked. Sign in again to go on where you were.
          </p>
        )}
        {enter.error && (
          <div className="mt-5">
            <ProblemView error={enter.error} />
          </div>
        )}
        <KeyForm onKey={(api_key) => enter.mutate({ api_key })} busy={enter.isPending} />
        {index?.demo && (
          <div className="mt-4 border-t border-line pt-4">
            <Button className="w-full" disabled={enter.isPending} onClick={() => enter.mutate({ demo: true })}>
              Enter with the demo key
            </Button>
            <p className="mt-2 text-xs text-muted">
              This server runs with a database of its own, to try things out. The demo key is the operator's.
            </p>
          </div>
        )}
      </div>
    </main>
  );
}

/** A plain form: avoids loading the form library for this page. */
function KeyForm({ onKey, busy }: { onKey: (key: string) => void; busy: boolean }) {
  const [key, setKey] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onKey(key.trim());
    setKey('');
  };
  return (
    <form onSubmit={submit} className="mt-5 space-y-4">
      <Field
        label="API key"
        hint="Exchanged for a cookie that scripts cannot read. The key is not stored in this browser."
      >
        {(attributes) => (
          <Input
            type="password"
            autoComplete="off"
            autoFocus
            required
            spellCheck={false}
            value={key}
            onChange={({ target }) => setKey(target.value)}
            {...attributes}
          />
        )}
      </Field>
      <Button type="submit" kind="primary" busy={busy} className="w-full">
        Sign in
      </Button>
    </form>
  );
}
