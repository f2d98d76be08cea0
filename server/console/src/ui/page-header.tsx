import { type ReactNode, useEffect } from 'react';

interface PageHeaderProps {
  title: string;
  /** Shown beside the title: a status, an ID. */
  beside?: ReactNode;
  about?: ReactNode;
  actions?: ReactNode;
}

/** The header of a page, which also sets the document title. */
export function PageHeader({ title, beside, about, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · Commerce Integration`;
  }, [title]);
  return (
    <div className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
          {beside}
        </div>
        {about && <div className="mt-1 max-w-3xl text-sm wrap-anywhere text-muted">{about}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
