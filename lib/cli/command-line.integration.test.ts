import { afterAll, beforeAll, expect, it } from "vitest";
import { TEST_API_LOGIN } from "@/lib/testing/access-fixture";
import { type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";
import { runCommandLine } from "./command-line";

let api: NativeApi;

beforeAll(async () => {
  api = await startNativeApi();
  const http = { method: "PUT", url: "https://example.com/work" };
  await api.call("PUT", "/definitions/Close%20books", { body: { kind: "http", http } });
});
afterAll(() => api.close());

const CREDENTIALS = {
  STELLWERK_API_USER: TEST_API_LOGIN.user,
  STELLWERK_API_PASSWORD: TEST_API_LOGIN.password,
};

interface Session {
  env?: Record<string, string>;
  /** Called instead of waiting. */
  onSleep?: () => Promise<unknown>;
}

/** What these commands have no use for. */
const UNUSED = {
  readFile: () => Promise.reject(new Error("no files here")),
  writeFile: () => Promise.reject(new Error("no files here")),
  ask: null,
};

async function stellwerk(argv: string[], { env = CREDENTIALS, onSleep }: Session = {}) {
  const out: string[] = [];
  const notes: string[] = [];
  const code = await runCommandLine(argv, {
    ...UNUSED,
    env,
    fetch: (request) => api.deliver(request),
    out: (line) => out.push(line),
    write: (text) => out.push(text),
    note: (line) => notes.push(line),
    sleep: async () => {
      await onSleep?.();
    },
  });
  return { code, out: out.join("\n"), notes: notes.join("\n") };
}

it("submits a run and waits for its end; a run that does not complete is a failure", async () => {
  const argv = ["run", "Close books", "--parameters", '{"period":"11"}', "--hold", "--wait"];
  const onSleep = async () => {
    const { items } = (await api.call("GET", "/runs?state=Held&limit=1")).body;
    await api.call("POST", `/runs/${items[0].id}/cancel`, { body: { message: "Not tonight" } });
  };
  const { code, out, notes } = await stellwerk(argv, { onSleep });
  expect(code).toBe(1);
  const run = (await api.call("GET", `/runs/${out}`)).body;
  expect([run.state, run.parameters]).toEqual(["Canceled", { period: "11" }]);
  expect(notes).toContain("Held since its submission");
  expect(notes).toContain("Not tonight");
  expect(notes).toContain("The run ended as Canceled.");
});

it("submits without waiting, holds, releases, cancels and restarts by id", async () => {
  const { code, out: id } = await stellwerk([
    "run",
    "Close books",
    "--start-at",
    "2099-01-01T00:00:00Z",
  ]);
  expect(code).toBe(0);
  expect((await stellwerk(["hold", id, "-m", "Wait"])).out).toBe(`${id} Held`);
  expect((await stellwerk(["release", id])).out).toBe(`${id} Scheduled`);
  expect(await stellwerk(["kill", id])).toMatchObject({
    code: 1,
    notes: expect.stringContaining("It is Scheduled"),
  });
  expect((await stellwerk(["cancel", id])).out).toBe(`${id} Canceled`);
  const restarted = await stellwerk(["restart", id]);
  expect((await api.call("GET", `/runs/${restarted.out}`)).body.restartOf).toBe(id);
});

it("lists runs and definitions, as a table and as JSON, and prints logs", async () => {
  const { out: id } = await stellwerk(["run", "Close books", "--start-at", "2099-01-01T00:00:00Z"]);
  const table = (
    await stellwerk(["runs", "--definition", "Close books", "--state", "Scheduled,Held"])
  ).out.split("\n");
  expect(table[0]).toMatch(/^RUN +DEFINITION +STATE +SUBMITTED +ENDED +WHY$/);
  expect(table[1]).toContain(`${id}  Close books  Scheduled`);
  expect(JSON.parse((await stellwerk(["runs", "--json", "--limit", "1"])).out)[0].id).toBe(id);
  expect((await stellwerk(["definitions"])).out).toContain(
    "Close books  http  active  PUT https://example.com/work",
  );
  expect(JSON.parse((await stellwerk(["definitions", "--json", "--name", "none"])).out)).toEqual(
    [],
  );
  expect(JSON.parse((await stellwerk(["log", id, "--format", "json"])).out)).toEqual([]);
});

it("gets a token", async () => {
  const { code, out, notes } = await stellwerk(["token"]);
  expect([code, notes]).toEqual([0, ""]);
  expect(out.split(".")).toHaveLength(3);
});

it.each([
  [["run", "Nothing"], 'There is no definition named "Nothing".'],
  [["run", "Close books", "--parameters", "{"], "--parameters is not valid JSON: {"],
  [["run", "Close books", "--priority", "high"], "--priority must be a whole number"],
  [["run", "Close books", "--priority", "101"], "'priority' must be at most 100"],
  [["runs", "--state", "Gone"], "'state"],
  [["log", "1"], "There is no run 1."],
  [["runs", "--server", "nowhere"], '"nowhere" is not the address of a server'],
  [["runs", "--password", "wrong"], "Client id or secret is wrong"],
  [["explode"], "unknown command 'explode'"],
  [["log", "1", "--format", "xml"], "Allowed choices are"],
])("says in a sentence why %j fails", async (argv, message) => {
  const { code, out, notes } = await stellwerk(argv);
  expect([code, out]).toEqual([1, ""]);
  expect(notes).toContain(message);
});

it("asks for credentials and says when there is no server", async () => {
  expect(await stellwerk(["runs"], { env: {} })).toMatchObject({
    code: 1,
    notes: expect.stringContaining("STELLWERK_API_USER"),
  });
  const code = await runCommandLine(["runs"], {
    ...UNUSED,
    env: CREDENTIALS,
    fetch: () =>
      Promise.reject(new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") })),
    out: () => undefined,
    write: () => undefined,
    note: (line) =>
      expect(line).toBe(
        "The server http://localhost:3000 cannot be reached: connect ECONNREFUSED.",
      ),
    sleep: async () => undefined,
  });
  expect(code).toBe(1);
});

it("does not take another server for one of its kind", async () => {
  const notes: string[] = [];
  const code = await runCommandLine(["runs"], {
    ...UNUSED,
    env: CREDENTIALS,
    fetch: async () => Response.json({ ok: true }),
    out: () => undefined,
    write: () => undefined,
    note: (line) => notes.push(line),
    sleep: async () => undefined,
  });
  expect([code, notes]).toEqual([
    1,
    ["What answers at http://localhost:3000 is not a Stellwerk server."],
  ]);
});
