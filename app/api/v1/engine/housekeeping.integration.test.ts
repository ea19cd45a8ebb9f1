import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { SYSTEM_JOBS } from "@/lib/domain/system/system-jobs";
import { type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";

let api: NativeApi;

/** The application as it is started on a host where no process of the engine lives on. */
beforeAll(async () => {
  vi.stubEnv("STELLWERK_ENGINE", "off");
  api = await startNativeApi();
  await api.contextOf();
  const { startEngine } = await import("@/lib/node");
  await startEngine();
});

afterAll(async () => {
  const { channel } = (await globalThis.__stellwerkNode) ?? {};
  await channel?.stop();
  globalThis.__stellwerk = undefined;
  await api.close();
});

it("does the housekeeping in the passes it is asked for, as runs that tell what they did", async () => {
  const systemRuns = async () => (await api.call("GET", "/runs?system=true")).body.items;
  expect(await systemRuns()).toEqual([]);
  expect((await api.call("POST", "/engine/tick")).status).toBe(200);
  const runs = await systemRuns();
  expect(
    runs.map(({ definition, state }: { definition: string; state: string }) => [definition, state]),
  ).toEqual(expect.arrayContaining(SYSTEM_JOBS.map(({ name }) => [name, "Completed"])));
  for (const { id } of runs) {
    expect((await api.call("GET", `/runs/${id}/log`)).text).toMatch(
      /Nothing was past its retention\.|No schedule needed attention\./,
    );
  }
});

it("goes on with a bulk action in the passes it is asked for", async () => {
  await api.call("PUT", "/definitions/d", {
    body: { kind: "http", http: { url: "https://example.com/" } },
  });
  const runs = Array.from({ length: 3 }, () => ({ definition: "d", hold: true }));
  const { ids } = (await api.call("POST", "/runs/bulk", { body: { runs } })).body;
  const asked = { selection: { definition: "d" }, action: "cancel", expected: ids.length };
  const begun = await api.call("POST", "/runs/bulk-actions", { body: asked });
  expect([begun.status, begun.body.done]).toEqual([202, 0]);
  expect((await api.call("POST", "/engine/tick")).status).toBe(200);
  const { body } = await api.call("GET", `/bulk-actions/${begun.body.id}`);
  expect(body).toMatchObject({ state: "completed", done: ids.length });
});
