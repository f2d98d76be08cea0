import { Link } from '@tanstack/react-router';

export function BrandMark({ className = 'size-6' }: { className?: string }) {
  return <img src="/console/icon.svg" alt="" className={className} />;
}

export function Brand() {
  return (
    <Link to="/" className="flex items-center gap-2.5 rounded-md text-sm font-semibold tracking-tight">
      <BrandMark />
      Commerce Integration
    </Link>
  );
}
