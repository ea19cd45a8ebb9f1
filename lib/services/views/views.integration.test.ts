import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { permissionsOfRole, type Role } from "@/lib/domain/access/access";
import { savedViews } from "@/lib/queries/views/list-views";
import type { Context } from "@/lib/services/context";
import { type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";
import { createView } from "./create-view";
import { deleteView } from "./delete-view";
import { updateView } from "./update-view";

let api: NativeApi;
let tenant: Context;

beforeAll(async () => {
  api = await startNativeApi();
  tenant = await api.contextOf(await api.createSubscriber());
});
afterAll(() => api.close());

function as(name: string, role: Role = "viewer", of: Context = tenant): Context {
  const permissions = permissionsOfRole(role);
  return { ...of, actor: { kind: "user", id: `id-of-${name}`, name, role, permissions } };
}

const VIEW = { name: "Mine", screen: "monitor", query: "state=failed" } as const;
const namesFor = async (ctx: Context) => (await savedViews(ctx)).map(({ name }) => name);

describe("a saved view", () => {
  it("is its owner's until it is shared", async () => {
    const [anna, bernd] = [as("anna"), as("bernd")];
    const id = await createView(anna, VIEW);
    expect(await namesFor(anna)).toEqual(["Mine"]);
    expect(await namesFor(bernd)).toEqual([]);
    await expect(deleteView(bernd, id)).rejects.toMatchObject({ code: "not_found" });
    await updateView(anna, id, { shared: true });
    expect(await savedViews(bernd)).toMatchObject([
      { id, ...VIEW, owner: "anna", shared: true, isOwn: false, canChange: false },
    ]);
    await deleteView(anna, id);
    expect(await namesFor(anna)).toEqual([]);
  });

  it("is changed by its owner, and when it is shared by administrators; others keep a copy", async () => {
    const [anna, bernd, admin] = [as("anna"), as("bernd"), as("root", "administrator")];
    const id = await createView(anna, { ...VIEW, name: "Ours", shared: true });
    const refused = { code: "forbidden", message: expect.stringContaining("anna") };
    await expect(updateView(bernd, id, { name: "Theirs" })).rejects.toMatchObject(refused);
    await updateView(admin, id, { name: "All of ours", columns: ["state", "why"] });
    const [view] = await savedViews(anna);
    expect(view).toMatchObject({
      name: "All of ours",
      query: VIEW.query,
      columns: ["state", "why"],
    });
    await deleteView(admin, id);
  });

  it("has a name of its own among the views of its owner for a screen", async () => {
    const carla = as("carla");
    await createView(carla, VIEW);
    const second = await createView(carla, { ...VIEW, name: "Second" });
    const taken = { code: "conflict", field: "name" };
    await expect(createView(carla, VIEW)).rejects.toMatchObject(taken);
    await expect(updateView(carla, second, { name: "Mine" })).rejects.toMatchObject(taken);
    await createView(carla, { ...VIEW, screen: "frequency" });
    await createView(as("dora"), VIEW);
    expect(await namesFor(as("dora"))).toEqual(["Mine"]);
    const monitor = await savedViews(carla, { screen: "monitor" });
    expect(monitor.map(({ name }) => name)).toEqual(["Mine", "Second"]);
  });

  it("stays in its tenant, shared or not", async () => {
    const id = await createView(as("anna"), { ...VIEW, name: "Inside", shared: true });
    const outside = as("anna", "administrator", await api.contextOf(await api.createSubscriber()));
    expect(await namesFor(outside)).toEqual([]);
    await expect(deleteView(outside, id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("over the API", () => {
  it("is made, read, changed and deleted", async () => {
    const made = await api.call("POST", "/views", { body: VIEW });
    expect([made.status, made.body.name, made.body.isOwn]).toEqual([201, "Mine", true]);
    const address = `/views/${made.body.id}`;
    expect(made.headers.get("location")).toBe(`/api/v1${address}`);
    const changed = await api.call("PATCH", address, { body: { name: "Renamed", shared: true } });
    expect(changed.body).toMatchObject({ name: "Renamed", shared: true, query: VIEW.query });
    const listed = await api.call("GET", "/views?screen=monitor");
    expect(listed.body.items).toMatchObject([{ id: made.body.id, name: "Renamed" }]);
    expect((await api.call("POST", "/views", { body: { ...VIEW, query: "?x" } })).status).toBe(400);
    expect((await api.call("DELETE", address)).status).toBe(204);
    expect((await api.call("GET", address)).status).toBe(404);
  });
});
