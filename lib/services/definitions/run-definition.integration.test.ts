import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/services/context";
import { type AccessFixture, createAccessFixture } from "@/lib/testing/access-fixture";
import { createDefinition } from "./create-definition";
import { runDefinition } from "./run-definition";

let fixture: AccessFixture;
let provider: Context;
let subscriber: Context;
let operator: Context;
let viewer: Context;

beforeAll(async () => {
  fixture = await createAccessFixture();
  const tenant = await fixture.createSubscriber();
  provider = (await fixture.createUser("administrator")).ctx;
  subscriber = (await fixture.createUser("administrator", tenant.id)).ctx;
  operator = (await fixture.createUser("operator", tenant.id)).ctx;
  viewer = (await fixture.createUser("viewer", tenant.id)).ctx;
});
afterAll(() => fixture.drop());

async function createJob(ctx: Context, name: string) {
  const schedules = [{ cron: "2099 * * * 9 0 0", parameters: { unit: 7 } }];
  return createDefinition(ctx, { name, url: "https://example.com/run", schedules });
}

async function runOf(id: string) {
  return provider.db.prisma.run.findFirstOrThrow({ where: { id } });
}

describe("running a definition by hand", () => {
  it("submits a run in the tenant of the definition, also where the caller's own has one of the name", async () => {
    const { definition } = await createJob(subscriber, "Close books");
    await createJob(provider, "Close books");
    const id = await runDefinition(provider, {
      definition: { id: definition.id },
      input: { parameters: { a: 1 } },
    });
    expect(await runOf(id)).toMatchObject({
      tenantId: definition.tenantId,
      definitionId: definition.id,
      parameters: { a: 1 },
      scheduleId: null,
    });
  });

  it("gives a run of a schedule the schedule's parameters unless others are given", async () => {
    const { definition, schedules } = await createJob(subscriber, "Of a schedule");
    const scheduleId = schedules[0]?.id ?? "";
    const target = { definition: { id: definition.id }, scheduleId };
    const plain = await runDefinition(operator, { ...target, input: {} });
    const changed = await runDefinition(operator, {
      ...target,
      input: { parameters: { unit: 8 } },
    });
    expect(await runOf(plain)).toMatchObject({
      scheduleId,
      parameters: { unit: 7 },
      plannedAt: null,
    });
    expect(await runOf(changed)).toMatchObject({ scheduleId, parameters: { unit: 8 } });
  });

  it("is refused without the permission, outside the scope and for input that is none", async () => {
    const own = await createJob(subscriber, "Own");
    const foreign = await createJob(provider, "Foreign");
    const key = { id: own.definition.id };
    await expect(runDefinition(viewer, { definition: key, input: {} })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(
      runDefinition(operator, { definition: { id: foreign.definition.id }, input: {} }),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(
      runDefinition(operator, {
        definition: key,
        scheduleId: foreign.schedules[0]?.id ?? "",
        input: {},
      }),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(
      runDefinition(operator, { definition: key, input: { startAt: "tomorrow" } }),
    ).rejects.toMatchObject({ code: "invalid", field: "startAt" });
  });
});
