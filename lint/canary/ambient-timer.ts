// canary: biome lib/services lint/style/noRestrictedGlobals 1
export const bad = (work: () => void) => setTimeout(work, 10);
