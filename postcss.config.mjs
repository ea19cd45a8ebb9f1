// biome-ignore lint/style/noDefaultExport: the build reads the default export of this file.
export default { plugins: { "@tailwindcss/postcss": {} } };
