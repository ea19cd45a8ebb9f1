import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runStatesDocument } from "@/lib/domain/run/run-states-document";

writeFileSync(join(import.meta.dirname, "..", "docs", "run-states.md"), runStatesDocument());
