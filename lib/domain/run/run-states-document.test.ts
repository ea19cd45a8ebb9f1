import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runStatesDocument } from "./run-states-document";

it("is what docs/run-states.md says; if not, run `npx tsx scripts/run-states-doc.ts`", () => {
  const file = join(import.meta.dirname, "../../../docs/run-states.md");
  expect(readFileSync(file, "utf8")).toBe(runStatesDocument());
});
