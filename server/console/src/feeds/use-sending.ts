import { useBlocker } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { SendOptions } from './feed-upload.ts';
import type { Sending } from './sending-progress.tsx';

const QUESTION = 'The file is still uploading. Stop the upload?';

export interface FileSending {
  /** The upload progress; undefined while nothing is sent. */
  progress: Sending | undefined;
  /** Sends a file. Closing the dialog or opening another screen stops it. */
  send<T>(work: (options: SendOptions) => PromiseLike<T>): Promise<T>;
  /** Whether the dialog may be closed: asks first if that stops an upload. */
  mayClose(): boolean;
}

/** The upload of a dialog: asks before it is stopped, and stops when the dialog is gone. */
export function useSending(): FileSending {
  const [progress, setProgress] = useState<Sending>();
  const running = useRef<AbortController>(undefined);
  const isSending = () => running.current !== undefined;
  const mayClose = () => !isSending() || confirm(QUESTION);
  useBlocker({ shouldBlockFn: () => !mayClose(), enableBeforeUnload: isSending });
  useEffect(() => () => running.current?.abort(), []);
  const send = async <T>(work: (options: SendOptions) => PromiseLike<T>): Promise<T> => {
    const controller = new AbortController();
    running.current = controller;
    const startedAt = Date.now();
    const onProgress = (sent: number, total: number) => setProgress({ sent, total, startedAt });
    try {
      return await work({ signal: controller.signal, onProgress });
    } finally {
      running.current = undefined;
      setProgress(undefined);
    }
  };
  return { progress, send, mayClose };
}
