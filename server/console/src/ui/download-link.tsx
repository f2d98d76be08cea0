import { Download } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { assertDownload } from '../api/assert-download.ts';
import { buttonClass } from './button.tsx';
import { useAction } from './use-action.ts';

interface DownloadLinkProps {
  /** The API path of the file. */
  href: string;
  size?: 'sm' | 'md';
  children: ReactNode;
}

/** Downloads a file of any size from the API, as a stream. If it is refused, the page shows why and saves nothing. */
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
