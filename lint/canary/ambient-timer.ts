// canary: biome lib/services/canary.ts lint/style/noRestrictedGlobals 1
export const bad = (work: () => void) => setTimeout(work, 10);
