/** The README with each of its tables in place. */
export function withTables(readme: string): string;
