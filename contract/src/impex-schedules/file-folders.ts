import { formatId } from '../shared/ids.ts';

/** The folders of a schedule's files. None can be a part of a prefix, so that the folders of two groups never overlap. */
export const FILE_FOLDERS = ['incoming', 'processing', 'archive', 'failed', 'outgoing'] as const;
export type FileFolder = (typeof FILE_FOLDERS)[number];

const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/;

/** The problem of a prefix, as a sentence; undefined for one that can be used. */
export function prefixProblem(prefix: string): string | undefined {
  const segments = prefix.split('/');
  if (!segments.every((segment) => SEGMENT.test(segment)))
    return 'prefix must be the name of a folder, such as erp, or erp/stock: letters, digits, dots, hyphens and underscores.';
  const own = segments.find((segment) => (FILE_FOLDERS as readonly string[]).includes(segment));
  return own && `prefix must not contain a folder named ${own}: the schedule makes one itself.`;
}

/**
 * The beginning of the keys of a folder. The files of each partner have a root of their own, so that none reads those
 * of another.
 */
export function fileFolder(partnerNumber: number, prefix: string, folder: FileFolder): string {
  return `files/${formatId('partner', partnerNumber)}/${prefix}/${folder}/`;
}
