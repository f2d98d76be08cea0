import { LIMITS } from './limits.ts';
import { normaliseName } from './text.ts';

/**
 * The name under which an uploaded file is stored: without folders and invisible characters, and cut to the length
 * limit so that its extension stays.
 */
export function plainFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const characters = Array.from(normaliseName(last.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(/\p{Cc}/gu, ''));
  return characters.slice(-LIMITS.fileNameLength).join('');
}

/**
 * The `Content-Disposition` of a download with any characters in its name: unchanged for clients that support RFC 8187,
 * and in ASCII for others (RFC 6266).
 */
export function attachmentNamed(fileName: string): string {
  const ascii = fileName
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const exact = encodeURIComponent(fileName.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${exact}`;
}
