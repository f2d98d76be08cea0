import { CLIENT_PATIENCE, type ClientPatience } from '../http/silent-clients.ts';

/** What a process has for its clients and spends on them. Constants of the program; tests give it less. */
export interface ProcessLimits {
  /** Connections to the object store at the most for uploads and jobs, of which each stream takes one. */
  storeConnections: number;
  /** Others for what clients download, who may read as slowly as they like. */
  downloadConnections: number;
  patience: ClientPatience;
}

export const PROCESS_LIMITS: ProcessLimits = {
  storeConnections: 50,
  downloadConnections: 250,
  patience: CLIENT_PATIENCE,
};
