import clsx from 'clsx';
import { FileText, UploadCloud } from 'lucide-react';
import { type DragEvent, useId, useState } from 'react';
import { formatBytes } from '../ui/format.ts';

interface FilePickerProps {
  file: File | undefined;
  onFile: (file: File) => void;
  accept: string;
}

/** A drop area and a file input. */
export function FilePicker({ file, onFile, accept }: FilePickerProps) {
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const [first] = event.dataTransfer.files;
    if (first) onFile(first);
  };
  return (
    <div>
      <input
        id={id}
        type="file"
        accept={accept}
        className="peer sr-only"
        onChange={({ target }) => target.files?.[0] && onFile(target.files[0])}
      />
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
        className={clsx(
          'flex min-h-24 cursor-pointer items-center justify-center gap-3 rounded-lg border border-dashed px-4 py-5 text-sm peer-focus-visible:outline-2 peer-focus-visible:outline-accent',
          isOver ? 'border-accent bg-accent-soft' : 'border-line-strong bg-sunken hover:bg-hover',
        )}
      >
        {file ? (
          <FileText className="size-5 shrink-0 text-accent" aria-hidden />
        ) : (
          <UploadCloud className="size-5 shrink-0 text-muted" aria-hidden />
        )}
        {file ? (
          <span className="min-w-0">
            <span className="block font-medium break-all">{file.name}</span>
            <span className="text-xs text-muted">{formatBytes(file.size)} · choose another</span>
          </span>
        ) : (
          <span>
            Drop a file here, or <span className="text-accent underline underline-offset-3">choose one</span>
          </span>
        )}
      </label>
    </div>
  );
}
