// Fails when the migrations and prisma/schema.prisma do not describe the same database.
import { schemaDifference } from "@/lib/platform/schema-diff";
import { withEmptyPostgres } from "./with-empty-postgres";

const difference = await withEmptyPostgres((url) => schemaDifference(url));
if (difference.length > 0) {
  console.error(`The migrations lack:\n\n${difference.join(";\n")};\n`);
  process.exitCode = 1;
} else console.log("The migrations and prisma/schema.prisma agree");
