import { CLIENT_PATIENCE, type ClientPatience } from '../http/silent-clients.ts';

/** Limits of what a process spends on its clients. Constants of the program; tests use smaller ones. */
export interface ProcessLimits {
  /** Connections to the object store for uploads and jobs; each stream takes one. */
  storeConnections: number;
  /** Further connections for downloads, whose clients may read slowly. */
  downloadConnections: number;
  patience: ClientPatience;
}

export const PROCESS_LIMITS: ProcessLimits = {
  storeConnections: 50,
  downloadConnections: 250,
  patience: CLIENT_PATIENCE,
};
