// npm run schema:diff -- NAME prints the migration that prisma/schema.prisma still lacks, and where it belongs.
import { schemaDifference } from "@/lib/platform/schema-diff";
import { withEmptyPostgres } from "./with-empty-postgres";

const name = (process.argv[2] ?? "change").toLowerCase().replace(/[^a-z0-9]+/g, "_");
const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const difference = await withEmptyPostgres((url) => schemaDifference(url));
if (difference.length === 0) console.log("-- Nothing to migrate");
else
  console.log(`-- prisma/migrations/${stamp}_${name}/migration.sql\n${difference.join(";\n\n")};`);
