import { CLIENT_PATIENCE, type ClientPatience } from '../http/silent-clients.ts';

/** Limits on the resources that a process spends on its clients. Fixed in production; tests use smaller ones. */
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
