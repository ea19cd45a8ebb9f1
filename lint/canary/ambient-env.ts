// canary: biome lib/store lint/style/noProcessEnv 1
export const bad = () => process.env.PORT;
