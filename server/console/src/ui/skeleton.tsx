/** A loading placeholder. */
export function Skeleton({ className = 'h-4 w-full' }: { className?: string }) {
  return <div className={`breathe rounded-md bg-hover ${className}`} aria-hidden />;
}

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f'];

export function PageSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="space-y-4">
      <Skeleton className="h-7 w-56" />
      <div className="space-y-3 rounded-lg border border-line bg-surface p-4">
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-5" />
        ))}
      </div>
    </div>
  );
}
