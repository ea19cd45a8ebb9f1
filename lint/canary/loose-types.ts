// canary: biome lib/platform lint/suspicious/noExplicitAny 1
export const bad = (value: any) => value;
