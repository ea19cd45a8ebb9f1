import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getConfiguration } from "@/lib/queries/configuration/get-configuration";
import type { Context } from "@/lib/services/context";
import { type AccessFixture, createAccessFixture } from "@/lib/testing/access-fixture";
import { updateRetention } from "./update-retention";

let fixture: AccessFixture;
let provider: Context;

beforeAll(async () => {
  fixture = await createAccessFixture();
  provider = (await fixture.createUser("administrator")).ctx;
});
afterAll(() => fixture.drop());

describe("changing the retention", () => {
  it("changes only what is given, and is audited", async () => {
    await updateRetention(provider, { RUN_RETENTION_DAYS: 60 });
    expect(await getConfiguration(provider)).toMatchObject({
      RUN_RETENTION_DAYS: 60,
      RUN_LOG_RETENTION_DAYS: 15,
      HISTORY_RETENTION_DAYS: 90,
    });
    const audit = await provider.db.prisma.auditEntry.findFirst({
      where: { action: "GlobalConfigUpdate" },
    });
    expect(audit).toMatchObject({ actor: provider.actor.name, outcome: "success" });
  });

  it.each<[object, string]>([
    [{ RUN_RETENTION_DAYS: 0 }, "RUN_RETENTION_DAYS"],
    [{ HISTORY_RETENTION_DAYS: 1.5 }, "HISTORY_RETENTION_DAYS"],
    [{ HISTORY_RETENTION_DAYS: 1e9 }, "HISTORY_RETENTION_DAYS"],
    [{ RUN_LOG_RETENTION_DAYS: 3000 }, "RUN_LOG_RETENTION_DAYS"],
    [{ ASYNC_EXEC_TIMEOUT: 5 }, "ASYNC_EXEC_TIMEOUT"],
  ])("refuses %j and stores nothing", async (input, field) => {
    const before = await getConfiguration(provider);
    await expect(updateRetention(provider, input)).rejects.toMatchObject({
      code: "invalid",
      field,
    });
    expect(await getConfiguration(provider)).toEqual(before);
  });

  it("is for administrators of the provider only", async () => {
    const tenant = await fixture.createSubscriber();
    const { ctx: subscriber } = await fixture.createUser("administrator", tenant.id);
    const { ctx: operator } = await fixture.createUser("operator");
    for (const ctx of [subscriber, operator]) {
      await expect(updateRetention(ctx, { RUN_RETENTION_DAYS: 2 })).rejects.toMatchObject({
        code: "forbidden",
      });
    }
  });
});
