// canary: biome lib/engine plugin 3
export const bad = () => [Date.now(), new Date(), Math.random()];
