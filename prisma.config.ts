import { defineConfig } from "prisma/config";

// For whoever works on a database with the ordinary Prisma command line; the application itself migrates at start.
const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  ...(url === undefined ? {} : { datasource: { url } }),
});
