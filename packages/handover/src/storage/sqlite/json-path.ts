/** The path of a top-level key, whatever characters it has. */
export const jsonPath = (key: string): string => `$.${JSON.stringify(key)}`
