// canary: biome lib/engine/canary.ts plugin 3
export const bad = () => [Date.now(), new Date(), Math.random()];
