import packageJson from "@/package.json" with { type: "json" };

/** Version of the application as released. */
export const VERSION: string = packageJson.version;
