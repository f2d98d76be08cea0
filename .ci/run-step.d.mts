export const NOT_CHECKED: number;
export function stepFails(node: string, step: { name: string; script: string[] }): Promise<boolean>;
