import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { definitionPropertiesSchema } from "@/lib/domain/definition/definition-properties";
import { isFinal, RUN_STATES } from "@/lib/domain/run/run-state";
import { getRun } from "@/lib/queries/runs/get-run";
import {
  type MadeDefinition,
  makeDefinition,
  makeRun,
  makeTenant,
} from "@/lib/testing/engine-factories";
import { createEngineHarness, type EngineHarness } from "@/lib/testing/engine-harness";
import { editRun } from "./edit-run";
import { restartRun } from "./restart-run";

let harness: EngineHarness;
let definition: MadeDefinition;

beforeAll(async () => {
  harness = await createEngineHarness();
  definition = await makeDefinition(harness.db.pool, harness.tenantId);
});
afterAll(() => harness.close());

const makeIn = (
  state: (typeof RUN_STATES)[number],
  columns: Record<string, unknown> = {},
  of = definition,
) => makeRun(harness.db.pool, of, { state, at: harness.clock.now(), columns });

describe("restarting a run", () => {
  it.each(RUN_STATES.filter(isFinal))(
    "submits a run that ended as %s again and leaves it as it is",
    async (state) => {
      const id = await makeIn(state, { parameters: { period: 11 }, priority: 70 });
      const newId = await restartRun(harness.context(), id);
      expect(await getRun(harness.context(), newId)).toMatchObject({
        restartOf: id,
        definition: definition.name,
        parameters: { period: 11 },
        priority: 70,
        state: "Scheduled",
        schedule: null,
      });
      expect((await harness.run(id)).state).toBe(state);
    },
  );

  it.each(["Scheduled", "Running", "Held"] as const)("refuses a run in state %s", async (state) => {
    const id = await makeIn(state);
    await expect(restartRun(harness.context(), id)).rejects.toMatchObject({ code: "conflict" });
  });

  it("knows no run of another tenant, and none at all under a wrong id", async () => {
    const foreign = await makeDefinition(harness.db.pool, await makeTenant(harness.db.pool));
    const id = await makeIn("Error", {}, foreign);
    const own = { ...harness.context(), scope: { tenantId: harness.tenantId, allTenants: false } };
    await expect(restartRun(own, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(restartRun(own, "x' OR 1=1")).rejects.toMatchObject({ code: "not_found" });
  });

  it("submits in the tenant of the run when a provider restarts it", async () => {
    const tenantId = await makeTenant(harness.db.pool);
    const foreign = await makeDefinition(harness.db.pool, tenantId);
    const id = await makeIn("Error", {}, foreign);
    const provider = {
      ...harness.context(),
      scope: { tenantId: harness.tenantId, allTenants: true },
    };
    expect(await getRun(provider, await restartRun(provider, id))).toMatchObject({
      tenantId,
      restartOf: id,
    });
  });

  it("says so when the definition is gone", async () => {
    const short = await makeDefinition(harness.db.pool, harness.tenantId);
    const id = await makeIn("Error", {}, short);
    await harness.db.pool.query("DELETE FROM definition WHERE id = $1", [short.id]);
    await expect(restartRun(harness.context(), id)).rejects.toThrow(/was deleted/);
  });

  it("keeps the queue of the run", async () => {
    const id = await makeIn("Error", { queue: "NIGHT" });
    const newId = await restartRun(harness.context(), id);
    expect(await getRun(harness.context(), newId)).toMatchObject({ queue: "NIGHT" });
  });

  it.each(["failed", "step", "call"] as const)(
    "refuses the mode %s: it has no parts",
    async (mode) => {
      const id = await makeIn("Error");
      const request = { mode, ...(mode === "failed" ? {} : { step: "LOAD" }) };
      const parts = mode === "call" ? { ...request, call: "A" } : request;
      await expect(restartRun(harness.context(), id, parts)).rejects.toMatchObject({
        ...{ code: "invalid", field: "mode" },
      });
    },
  );

  it.each([
    ["program", { program: { program: "/bin/true", arguments: [] } }],
    ["wait", { wait: { seconds: 5 } }],
  ])("restarts a run of kind %s", async (kind, part) => {
    const properties = JSON.stringify(definitionPropertiesSchema.parse(part));
    const columns = { kind, properties, gated: kind === "wait" };
    const other = await makeDefinition(harness.db.pool, harness.tenantId, columns);
    const id = await makeIn("Error", { kind }, other);
    const newId = await restartRun(harness.context(), id);
    expect(await getRun(harness.context(), newId)).toMatchObject({ kind, state: "Scheduled" });
  });

  it("makes the new run Modified when the values do not fit the definition any more (row 7)", async () => {
    const parameters = [{ name: "day", required: true }];
    const declared = await makeDefinition(harness.db.pool, harness.tenantId, {
      properties: JSON.stringify(definitionPropertiesSchema.parse({ parameters })),
    });
    const id = await makeIn("Error", { parameters: { period: 11 } }, declared);
    const newId = await restartRun(harness.context(), id);
    expect(await harness.run(newId)).toMatchObject({
      ...{ state: "Modified", reason: expect.stringContaining("Parameter period") },
    });
    expect(await getRun(harness.context(), newId)).toMatchObject({ parameters: { period: 11 } });
    await editRun(harness.context(), newId, { parameters: { day: "MON" } });
    expect((await harness.run(newId)).state).toBe("Scheduled");
  });

  it("needs the permission to operate runs", async () => {
    const id = await makeIn("Error");
    const ctx = harness.context();
    const viewer = { ...ctx, actor: { ...ctx.actor, permissions: ["jobs.read"] as const } };
    await expect(restartRun(viewer, id)).rejects.toMatchObject({ code: "forbidden" });
  });
});
