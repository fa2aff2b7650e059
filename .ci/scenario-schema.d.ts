/** The JSON schema of scenario files. */
export function jsonSchema(): object;
