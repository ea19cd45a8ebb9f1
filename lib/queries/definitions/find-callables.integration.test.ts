import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/services/context";
import { createDefinition } from "@/lib/services/definitions/create-definition";
import { type AccessFixture, createAccessFixture } from "@/lib/testing/access-fixture";
import { findCallables, searchCallables } from "./find-callables";

let fixture: AccessFixture;
let provider: Context;
let subscriber: Context;

beforeAll(async () => {
  fixture = await createAccessFixture();
  const tenant = await fixture.createSubscriber();
  provider = (await fixture.createUser("administrator")).ctx;
  subscriber = (await fixture.createUser("administrator", tenant.id)).ctx;
  const wait = { kind: "wait" as const, properties: { wait: { seconds: 1 } } };
  await createDefinition(subscriber, {
    ...wait,
    name: "Load orders",
    properties: { ...wait.properties, parameters: [{ name: "day", type: "date" }] },
  });
  await createDefinition(subscriber, { ...wait, name: "Check_all" });
  await createDefinition(provider, { ...wait, name: "Foreign orders" });
});
afterAll(() => fixture.drop());

describe("definitions that a chain can call", () => {
  it("are found by their names with their parameters, those of the tenant alone", async () => {
    const found = await findCallables(subscriber, ["Load orders", "Foreign orders", "Nothing"]);
    expect(found).toMatchObject([
      { name: "Load orders", kind: "wait", parameters: [{ name: "day", direction: "in" }] },
    ]);
  });

  it("are searched for by a part of the name, whatever its case, in the order of the names", async () => {
    const names = async (text: string) =>
      (await searchCallables(subscriber, text)).map(({ name }) => name);
    expect(await names("")).toEqual(["Check_all", "Load orders"]);
    expect(await names("ORDERS")).toEqual(["Load orders"]);
    expect(await names("K_A")).toEqual(["Check_all"]);
  });

  it("are not shown to whoever may not read definitions", async () => {
    const stranger = { ...subscriber, actor: { ...subscriber.actor, permissions: [] } };
    await expect(findCallables(stranger, ["Load orders"])).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
