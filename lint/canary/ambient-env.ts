// canary: biome lib/store/canary.ts lint/style/noProcessEnv 1
export const bad = () => process.env.PORT;
