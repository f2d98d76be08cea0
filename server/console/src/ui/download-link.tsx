import { Download } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { assertDownload } from '../api/assert-download.ts';
import { buttonClass } from './button.tsx';
import { useAction } from './use-action.ts';

interface DownloadLinkProps {
  /** The path of the file in the API. */
  href: string;
  size?: 'sm' | 'md';
  children: ReactNode;
}

/** Saves a file of the API, as a stream, whatever its size. Where it is refused, the page says so and nothing is saved. */
export function DownloadLink({ href, size = 'md', children }: DownloadLinkProps) {
  const save = useAction(
    async () => {
      if (await assertDownload(href)) saveFrom(href);
    },
    { changes: [] },
  );
  const click = (event: MouseEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <a
      href={href}
      download
      className={buttonClass('plain', size)}
      aria-busy={save.isPending || undefined}
      onClick={click}
    >
      <Download className="size-3.5" aria-hidden />
      {children}
    </a>
  );
}

function saveFrom(href: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = '';
  link.click();
}
