export const NOT_CHECKED: number;
export function failingSteps<T extends { name: string; script: string[] }>(node: string, steps: T[]): Promise<T[]>;
export function stepFails(node: string, step: { name: string; script: string[] }): Promise<boolean>;
