/** The part of Node's `Buffer` that csv-parse uses. */
class WebBuffer extends Uint8Array {
  compare(other: Uint8Array, start = 0, end = other.length): number {
    const length = Math.min(this.length, end - start);
    for (let at = 0; at < length; at += 1) {
      const difference = (this[at] ?? 0) - (other[start + at] ?? 0);
      if (difference !== 0) return Math.sign(difference);
    }
    return Math.sign(this.length - (end - start));
  }

  copy(target: Uint8Array, targetStart = 0, start = 0, end = this.length): void {
    // Copies as much as fits, without an error for the rest.
    const room = Math.max(0, target.length - targetStart);
    target.set(this.subarray(start, Math.min(end, start + room)), targetStart);
  }

  equals(other: Uint8Array): boolean {
    return this.compare(other) === 0;
  }

  /** Shares its memory, like Node's, unlike that of a plain array. */
  override slice(start = 0, end = this.length): WebBuffer {
    const { byteOffset, length } = this.subarray(start, end);
    return new WebBuffer(this.buffer, byteOffset, length);
  }

  override toString(_encoding?: string, start = 0, end = this.length): string {
    return utf8.decode(this.subarray(start, end));
  }
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

function from(source: string | ArrayBuffer | ArrayLike<number>, start = 0, length?: number): WebBuffer {
  if (typeof source === 'string') return new WebBuffer(new TextEncoder().encode(source));
  if (source instanceof ArrayBuffer) return new WebBuffer(source, start, length);
  return new WebBuffer(Array.from(source));
}

const webBuffer = {
  from,
  allocUnsafe: (size: number) => new WebBuffer(size),
  isBuffer: (value: unknown) => value instanceof WebBuffer,
  compare: (first: WebBuffer, second: WebBuffer) => first.compare(second),
  concat([first = from([]), second = from([])]: WebBuffer[]): WebBuffer {
    const all = new WebBuffer(first.length + second.length);
    all.set(first);
    all.set(second, first.length);
    return all;
  },
};

/** The runtime's Buffer, which is faster, or the one above. */
export const bufferOfRuntime = (globalThis as { Buffer?: unknown }).Buffer ?? webBuffer;
