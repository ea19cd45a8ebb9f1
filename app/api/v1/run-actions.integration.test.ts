import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";

let api: NativeApi;

beforeAll(async () => {
  api = await startNativeApi();
  await put("work", { kind: "http", http: { url: "http://endpoint.test/run" } });
  const call = (name: string) => ({ name, definition: "work" });
  const steps = [
    { name: "LOAD", calls: [call("A")] },
    { name: "CLOSE", calls: [call("C")] },
  ];
  await put("chain", { kind: "chain", chain: { steps } });
});
afterAll(() => api.close());

async function put(name: string, body: object): Promise<void> {
  const answer = await api.call("PUT", `/definitions/${name}`, { body });
  expect([answer.status, answer.text]).toMatchObject([201, expect.any(String)]);
}

const LATER = "2099-01-01T00:00:00Z";
const submit = async (definition: string, body: object = {}) =>
  (await api.call("POST", "/runs", { body: { definition, startAt: LATER, ...body } })).body;
const act = (id: string, action: string, body?: object) =>
  api.call("POST", `/runs/${id}/${action}`, body === undefined ? {} : { body });
const childOf = async (id: string, at = 0) =>
  (await api.call("GET", `/runs?parent=${id}`)).body.items[at];

describe("acts on chains and their parts", () => {
  it("disable, enable, hold and release steps and calls that wait for their turn", async () => {
    const chain = await submit("chain");
    const step = await childOf(chain.id);
    expect((await act(step.id, "disable")).body).toMatchObject({ state: "Disabled" });
    const twice = await act(step.id, "disable");
    expect([twice.status, twice.body.error.details]).toEqual([409, { state: "Disabled" }]);
    expect((await act(step.id, "enable")).body).toMatchObject({ state: "Chained" });
    const call = await childOf(step.id);
    expect(call.actions).toEqual(["hold", "cancel", "disable", "edit"]);
    const held = await act(call.id, "hold", { message: "Wait for the auditor" });
    expect(held.body).toMatchObject({
      state: "Chained",
      actions: ["release", "cancel", "disable", "edit"],
    });
    expect((await act(call.id, "release")).status).toBe(200);
    for (const action of ["disable", "enable"])
      expect((await act(chain.id, action)).status).toBe(409);
  });

  it("cancel a chain with everything below it, restart it and delete it", async () => {
    const chain = await submit("chain");
    expect((await act(chain.id, "cancel")).body).toMatchObject({ state: "Canceled" });
    const step = await childOf(chain.id);
    expect(step.state).toBe("Canceled");
    for (const action of ["restart", "delete"]) {
      const refused = await act(step.id, action);
      expect([refused.status, refused.body.error.details]).toEqual([409, { state: "Canceled" }]);
    }
    const again = await act(chain.id, "restart", { mode: "step", step: "CLOSE" });
    expect([again.status, again.body.restartOf]).toEqual([201, chain.id]);
    expect(again.headers.get("location")).toBe(`/api/v1/runs/${again.body.id}`);
    expect(await childOf(again.body.id)).toMatchObject({ step: "LOAD", state: "Skipped" });
    const nowhere = await act(chain.id, "restart", { mode: "call", step: "CLOSE", call: "Z" });
    expect([nowhere.status, nowhere.body.error.field]).toEqual([400, "call"]);
    expect((await act(chain.id, "delete")).status).toBe(204);
    expect((await api.call("GET", `/runs/${step.id}`)).status).toBe(404);
  });

  it("refuse parts of a body that belong to another action", async () => {
    const run = await submit("work");
    for (const [action, body, field] of [
      ["hold", { mode: "all" }, "mode"],
      ["hold", { reply: "OK" }, "reply"],
      ["restart", { reply: "OK" }, "reply"],
      ["reply", { step: "LOAD" }, "step"],
    ] as const) {
      const refused = await act(run.id, action, body);
      expect([refused.status, refused.body.error.field], action).toEqual([400, field]);
    }
    const asked = await act(run.id, "reply", { reply: "OK" });
    expect([asked.status, asked.body.error.details]).toEqual([409, { state: "Scheduled" }]);
  });

  it("do the same to many runs of any role, each by itself", async () => {
    const [chain, job] = [await submit("chain"), await submit("work")];
    const step = await childOf(chain.id);
    const runIds = [job.id, step.id, chain.id];
    const bulk = async (action: string, more: object = {}) =>
      (await api.call("POST", "/runs/actions", { body: { action, runIds, ...more } })).body;
    expect(await bulk("disable")).toMatchObject({
      changed: [step.id],
      refused: [
        { id: job.id, state: "Scheduled" },
        { id: chain.id, state: "Scheduled" },
      ],
    });
    expect(await bulk("cancel")).toEqual({ changed: runIds, created: [], refused: [] });
    const restarted = await bulk("restart", { mode: "failed" });
    expect(restarted.created).toHaveLength(1);
    expect(
      restarted.refused.map(({ id, state }: { id: string; state: string }) => [id, state]),
    ).toEqual([
      [job.id, "Canceled"],
      [step.id, "Canceled"],
    ]);
    expect((await bulk("hold", { mode: "all" })).error.field).toBe("mode");
    expect(await bulk("delete")).toMatchObject({ changed: [job.id, chain.id] });
  });
});

describe("PATCH /runs/{id}", () => {
  it("changes a run that waits, and answers with it", async () => {
    const run = await submit("work");
    const body = { startAt: "2098-01-01T00:00:00Z", priority: 77, parameters: { a: 1 } };
    const edited = await api.call("PATCH", `/runs/${run.id}`, { body });
    expect([edited.status, edited.body]).toMatchObject([
      200,
      { startAt: "2098-01-01T00:00:00.000Z", priority: 77, parameters: { a: 1 } },
    ]);
  });

  it.each([
    [{}, undefined],
    [{ priority: 0 }, "priority"],
    [{ startAt: "soon" }, "startAt"],
    [{ state: "Held" }, "state"],
    [{ timeWindow: "NOWHERE" }, "timeWindow"],
  ])("refuses %j", async (body, field) => {
    const run = await submit("work");
    const refused = await api.call("PATCH", `/runs/${run.id}`, { body });
    expect([refused.status, refused.body.error.field]).toEqual([400, field]);
  });

  it("answers 409 with the state of a run that has ended", async () => {
    const run = await submit("work");
    await act(run.id, "cancel");
    const refused = await api.call("PATCH", `/runs/${run.id}`, { body: { priority: 5 } });
    expect([refused.status, refused.body.error.details]).toEqual([409, { state: "Canceled" }]);
  });
});

describe("POST /runs of a definition that declares parameters", () => {
  it("applies defaults and refuses what is missing with its field", async () => {
    await put("declared", {
      kind: "http",
      http: { url: "http://endpoint.test/run" },
      parameters: [
        { name: "day", type: "string", required: true },
        { name: "rows", type: "number", default: 5 },
      ],
    });
    const run = await submit("declared", { parameters: { day: "MON" } });
    expect(run.parameters).toEqual({ day: "MON", rows: 5 });
    const refused = await submit("declared");
    expect(refused.error).toMatchObject({ code: "invalid", field: "parameters.day" });
  });
});
