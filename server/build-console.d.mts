/** Builds the console, where it is not built from these sources already. @returns the folder with the built files */
export function buildConsole(node: string): string;
