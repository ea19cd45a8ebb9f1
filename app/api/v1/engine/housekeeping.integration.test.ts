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
