import { type DragEvent, type ReactNode, useState } from 'react';

/** A page that takes a file wherever it is dropped. */
export function DropZone({ onFile, children }: { onFile: (file: File) => void; children: ReactNode }) {
  const [isOver, setIsOver] = useState(false);
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setIsOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <section
      aria-label="Feeds"
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={isOver ? 'rounded-lg outline-2 outline-offset-8 outline-accent outline-dashed' : ''}
    >
      {children}
    </section>
  );
}
