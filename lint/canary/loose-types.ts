// canary: biome lib/platform/canary.ts lint/suspicious/noExplicitAny 1
export const bad = (value: any) => value;
