import type { IncomingMessage } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import type { Agent } from "undici";
import { afterEach, describe, expect, it } from "vitest";
import { NO_EGRESS_ALLOW, parseEgressAllow } from "@/lib/domain/http/egress-rules";
import { createEgressAgent, type ResolveHost, systemResolver } from "@/lib/platform/egress";
import { generateSigningKey } from "@/lib/platform/signing-key";
import { createTokenSigner } from "@/lib/platform/token-signer";
import { type Endpoint, httpEndpoint, tcpEndpoint } from "@/lib/testing/endpoints";
import { TLS_CERTIFICATE, TLS_KEY } from "@/lib/testing/tls-fixture";
import type { HttpAnswered, HttpAttempt, HttpEvent, HttpFailed } from "./http-attempt";
import type { HttpLimits } from "./http-call";
import { createHttpExecutor, HTTP_LIMITS, type HttpExecutor } from "./http-executor";

const NOW = new Date("2026-03-01T12:00:00Z");
const clock = { now: () => NOW };
const key = generateSigningKey();
const signer = createTokenSigner({ ...key, issuer: "https://jobs.example", clock });
const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

interface Setup {
  allow?: string;
  resolve?: ResolveHost;
  limits?: Partial<HttpLimits>;
  connections?: number;
}

function setUp(setup: Setup = {}): { executor: HttpExecutor; agent: Agent } {
  const parsed = parseEgressAllow(setup.allow ?? "loopback");
  const agent = createEgressAgent({
    allow: parsed.ok ? parsed.allow : NO_EGRESS_ALLOW,
    connectionsPerOrigin: setup.connections ?? 200,
    connectTimeoutMs: 3000,
    resolve: setup.resolve ?? systemResolver(),
  });
  const executor = createHttpExecutor({
    agent,
    signer,
    publicUrl: "https://jobs.example/scheduler/",
    clock,
    limits: { ...HTTP_LIMITS, tickMs: 10, bodyMs: 50, ...setup.limits },
  });
  cleanups.push(async () => {
    await executor.close();
    await agent.destroy();
  });
  return { executor, agent };
}

function managed<T extends Endpoint>(endpoint: T): T {
  cleanups.push(() => endpoint.close());
  return endpoint;
}

function attempt(url: string, changes: Partial<HttpAttempt> = {}): HttpAttempt {
  return {
    runId: "0195f0a0-0000-7000-8000-000000000001",
    tenantId: "tenant-1",
    attempt: 1,
    jobId: 42,
    scheduleId: "schedule-1",
    definitionName: "validateSalesOrder",
    method: "POST",
    url,
    headers: {},
    data: null,
    basicAuth: null,
    plannedAt: new Date("2026-03-01T11:59:30Z"),
    synchronousSeconds: 5,
    asynchronousSeconds: 30,
    ...changes,
  };
}

/** Collects the events of one attempt; `final` resolves at the first `answered` or `failed`. */
function run(executor: HttpExecutor, spec: HttpAttempt) {
  const events: HttpEvent[] = [];
  const waiters: (() => void)[] = [];
  const handle = executor.execute(spec, (event) => {
    events.push(event);
    for (const wake of waiters.splice(0)) wake();
  });
  const until = async (type: HttpEvent["type"][]): Promise<HttpEvent> => {
    for (;;) {
      const found = events.find((event) => type.includes(event.type));
      if (found) return found;
      await new Promise<void>((resolve) => waiters.push(resolve));
    }
  };
  return {
    events,
    abort: () => handle.abort(),
    unanswered: () => until(["unanswered"]),
    final: () => until(["answered", "failed"]) as Promise<HttpAnswered | HttpFailed>,
  };
}

async function outcomeOf(url: string, changes: Partial<HttpAttempt> = {}, setup: Setup = {}) {
  return run(setUp(setup).executor, attempt(url, changes)).final();
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}

describe("what is sent", () => {
  async function requestFor(changes: Partial<HttpAttempt>, path = "/act") {
    let seen: { request: IncomingMessage; body: string } | null = null;
    const endpoint = managed(
      await httpEndpoint(async (request, response) => {
        seen = { request, body: await bodyOf(request) };
        response.end("ok");
      }),
    );
    const final = await outcomeOf(endpoint.url + path, changes);
    expect(final).toMatchObject({ type: "answered", httpStatus: 200, text: "ok" });
    if (!seen) throw new Error("no request came");
    return seen as { request: IncomingMessage; body: string };
  }

  it("carries the scheduler's headers and a token for its run", async () => {
    const { request } = await requestFor({});
    expect(request.headers).toMatchObject({
      "x-sap-job-id": "42",
      "x-sap-job-schedule-id": "schedule-1",
      "x-sap-job-run-id": "0195f0a0-0000-7000-8000-000000000001",
      "x-sap-scheduler-host": "https://jobs.example",
      "x-sap-run-at": "2026-03-01 11:59:30",
      "idempotency-key": "0195f0a0-0000-7000-8000-000000000001",
      "accept-encoding": "identity",
      "content-length": "0",
    });
    const [scheme, token = ""] = (request.headers.authorization ?? "").split(" ");
    expect(scheme).toBe("Bearer");
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    expect(claims).toMatchObject({ jti: "0195f0a0-0000-7000-8000-000000000001", zid: "tenant-1" });
  });

  it("has no schedule header for a run without a schedule", async () => {
    const { request } = await requestFor({ scheduleId: null });
    expect(request.headers).not.toHaveProperty("x-sap-job-schedule-id");
  });

  it.each(["POST", "PUT"] as const)("sends the data of a %s as JSON", async (method) => {
    const data = { order: "äöü", nested: { a: [1, null] } };
    const { request, body } = await requestFor({ method, data });
    expect(request.method).toBe(method);
    expect(request.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(body)).toEqual(data);
  });

  it.each(["GET", "DELETE"] as const)("sends the data of a %s in the query", async (method) => {
    const data = { order: "ä b", nested: { a: 1 } };
    const { request, body } = await requestFor({ method, data }, "/act?fixed=1");
    const query = new URL(request.url ?? "", "http://a").searchParams;
    expect(body).toBe("");
    expect(Object.fromEntries(query)).toEqual({ fixed: "1", order: "ä b", nested: '{"a":1}' });
  });

  it("uses basic authentication instead of the token where it is given", async () => {
    const { request } = await requestFor({ basicAuth: { user: "jane", password: "pä:ss" } });
    const expected = Buffer.from("jane:pä:ss", "utf8").toString("base64");
    expect(request.headers.authorization).toBe(`Basic ${expected}`);
  });

  it("sends the definition's own headers but never in place of the scheduler's", async () => {
    const { request } = await requestFor({
      data: { a: 1 },
      headers: {
        "X-Api-Key": "k",
        Authorization: "Key abc",
        "Content-Type": "application/vnd.api+json",
        "X-SAP-Job-Id": "7",
        Host: "evil.example",
        "Content-Length": "1",
        Connection: "close",
        "Idempotency-Key": "mine",
      },
    });
    expect(request.headers).toMatchObject({
      "x-api-key": "k",
      authorization: "Key abc",
      "content-type": "application/vnd.api+json",
      "x-sap-job-id": "42",
      "idempotency-key": "0195f0a0-0000-7000-8000-000000000001",
      connection: "keep-alive",
    });
    expect(request.headers.host).toMatch(/^127\.0\.0\.1:/);
  });

  it.each<[string, Partial<HttpAttempt>]>([
    ["a line break in a header", { headers: { "X-A": "a\r\nX-SAP-Job-Id: 7" } }],
    ["a header name that is none", { headers: { "X A": "a" } }],
    ["an unknown scheme", { url: "ftp://127.0.0.1/" }],
    ["no URL at all", { url: "::::" }],
    ["a password in the URL", { url: "http://a:b@127.0.0.1/" }],
    ["a colon in the user name", { basicAuth: { user: "a:b", password: "" } }],
    ["data too deep to be written", { data: JSON.parse("[".repeat(50_000) + "]".repeat(50_000)) }],
  ])("refuses %s", async (_, changes) => {
    const final = await outcomeOf("http://127.0.0.1:9/", changes);
    expect(final).toMatchObject({ type: "failed", kind: "invalid", unreachable: false });
  });
});

describe("an answer", () => {
  const answering = async (status: number, body: string | Buffer, headers = {}) =>
    managed(await httpEndpoint((_, response) => response.writeHead(status, headers).end(body)));

  it("decides at once by its status and keeps its text", async () => {
    const { url } = await answering(503, "not now");
    expect(await outcomeOf(url)).toEqual({
      type: "answered",
      httpStatus: 503,
      accepted: false,
      text: "not now",
      truncated: false,
      out: null,
      durationMs: 0,
    });
  });

  it("is only an acknowledgement with 202", async () => {
    const { url } = await answering(202, "");
    expect(await outcomeOf(url)).toMatchObject({ httpStatus: 202, accepted: true, text: "" });
  });

  it("fills the out parameters of the run", async () => {
    const { url } = await answering(200, JSON.stringify({ out: { file: "x".repeat(20_000) } }));
    const final = await outcomeOf(url);
    expect(final).toMatchObject({ truncated: true, out: { file: "x".repeat(20_000) } });
    expect(final.type === "answered" && final.text.length).toBe(HTTP_LIMITS.textBytes);
  });

  it("is not followed where it redirects", async () => {
    let isFollowed = false;
    const target = managed(
      await httpEndpoint((_, response) => {
        isFollowed = true;
        response.end();
      }),
    );
    const { url } = await answering(302, "", { location: `${target.url}/private` });
    expect(await outcomeOf(url)).toMatchObject({ httpStatus: 302, accepted: false });
    expect(isFollowed).toBe(false);
  });

  it("is stored as text whatever its encoding", async () => {
    const bytes = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0, 0x1b]),
      Buffer.from("grün", "latin1"),
    ]);
    const { url } = await answering(200, bytes, { "content-type": "text/plain; charset=utf-16" });
    expect(await outcomeOf(url)).toMatchObject({ text: "\ufffd\ufffdgr\ufffdn" });
  });

  it("may come after an informational one", async () => {
    const endpoint = managed(
      await tcpEndpoint((socket) =>
        socket.once("data", () =>
          socket.write(
            "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok",
          ),
        ),
      ),
    );
    expect(await outcomeOf(endpoint.url)).toMatchObject({ httpStatus: 200, text: "ok" });
  });

  it("of a few hundred kilobytes leaves its connection usable", async () => {
    const ports = new Set<number | undefined>();
    const endpoint = managed(
      await httpEndpoint((request, response) => {
        ports.add(request.socket.remotePort);
        response.end("x".repeat(300_000));
      }),
    );
    const { executor, agent } = setUp({ limits: { bodyMs: 5000 }, connections: 1 });
    for (let i = 0; i < 3; i += 1) {
      const final = await run(executor, attempt(endpoint.url)).final();
      expect(final).toMatchObject({ httpStatus: 200, truncated: true });
    }
    expect(ports.size).toBe(1);
    expect(agent.destroyed).toBe(false);
  });
});

describe("a hostile endpoint", () => {
  it("that floods is cut off after the limit, and its status counts", async () => {
    let sent = 0;
    let closed: Promise<unknown> = Promise.resolve();
    const endpoint = managed(
      await tcpEndpoint((socket) => {
        closed = new Promise((resolve) => socket.on("close", resolve));
        socket.once("data", () => {
          socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
          const flood = (): void => {
            while (!socket.destroyed && socket.write(`ffff\r\n${"x".repeat(0xffff)}\r\n`))
              sent += 0xffff;
            if (!socket.destroyed) socket.once("drain", flood);
          };
          flood();
        });
      }),
    );
    const final = await outcomeOf(endpoint.url);
    expect(final).toMatchObject({ type: "answered", httpStatus: 200, truncated: true });
    expect(final.type === "answered" && final.text).toBe("x".repeat(HTTP_LIMITS.textBytes));
    await closed;
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it("whose body drips without end is decided by its status", async () => {
    const endpoint = managed(
      await tcpEndpoint((socket) =>
        socket.once("data", () => {
          socket.write("HTTP/1.1 500 Oops\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n");
          const timer = setInterval(() => socket.write("1\r\nb\r\n"), 5);
          socket.on("close", () => clearInterval(timer));
        }),
      ),
    );
    const final = await outcomeOf(endpoint.url, { synchronousSeconds: 0.1 });
    expect(final).toMatchObject({ type: "answered", httpStatus: 500, truncated: true });
    expect(final.type === "answered" && final.text).toMatch(/^ab+$/);
  });

  it.each([
    [
      "resets before it answers",
      "reset",
      true,
      (s: { resetAndDestroy(): unknown }) => s.resetAndDestroy(),
    ],
    ["closes before it answers", "reset", true, (s: { end(): unknown }) => s.end()],
    [
      "speaks no HTTP",
      "protocol",
      false,
      (s: { write(t: string): unknown }) => s.write("SSH-2.0-x\r\n"),
    ],
    [
      "sends headers without end",
      "protocol",
      false,
      (s: { write(t: string): unknown }) => s.write(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(100_000)}`),
    ],
  ] as const)("that %s fails the attempt as %s", async (_, kind, unreachable, act) => {
    const endpoint = managed(
      await tcpEndpoint((socket) => socket.once("data", () => act(socket as never))),
    );
    expect(await outcomeOf(endpoint.url)).toMatchObject({ type: "failed", kind, unreachable });
  });

  it("that breaks off in the middle of its body is decided by its status", async () => {
    const endpoint = managed(
      await tcpEndpoint((socket) =>
        socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf")),
      ),
    );
    expect(await outcomeOf(endpoint.url)).toMatchObject({
      httpStatus: 200,
      text: "half",
      truncated: true,
    });
  });

  it("that refuses connections fails every attempt, waiting ones too", async () => {
    const endpoint = await httpEndpoint(() => undefined);
    await endpoint.close();
    const { executor } = setUp({ connections: 2 });
    const finals = await Promise.all(
      Array.from({ length: 30 }, () => run(executor, attempt(endpoint.url)).final()),
    );
    for (const final of finals) {
      expect(final).toMatchObject({ type: "failed", kind: "refused", unreachable: true });
    }
  });

  it("that never accepts in time counts as unreachable", async () => {
    const resolve: ResolveHost = () => undefined;
    const final = await outcomeOf(
      "http://silent.example/",
      { synchronousSeconds: 0.05 },
      { resolve },
    );
    expect(final).toMatchObject({ type: "failed", kind: "timeout", unreachable: true });
  });

  it("with a certificate nobody vouches for is not spoken to", async () => {
    let isReached = false;
    const server = createTlsServer({ key: TLS_KEY, cert: TLS_CERTIFICATE }, () => {
      isReached = true;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    cleanups.push(async () => server.close());
    const { port } = server.address() as AddressInfo;
    expect(await outcomeOf(`https://localhost:${port}/`)).toMatchObject({
      type: "failed",
      kind: "tls",
      unreachable: true,
    });
    expect(isReached).toBe(false);
  });
});

describe("a kept-alive connection that its server gave up", () => {
  async function staleAfterFirst() {
    let requests = 0;
    const endpoint = managed(
      await tcpEndpoint((socket) => {
        let onThis = 0;
        socket.on("data", () => {
          requests += 1;
          onThis += 1;
          if (onThis > 1) socket.resetAndDestroy();
          else socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
        });
      }),
    );
    const { executor } = setUp({ connections: 1 });
    await run(executor, attempt(endpoint.url)).final();
    return { endpoint, executor, requests: () => requests };
  }

  it.each(["GET", "PUT", "DELETE"] as const)("is made good once for %s", async (method) => {
    const { endpoint, executor, requests } = await staleAfterFirst();
    const final = await run(executor, attempt(endpoint.url, { method })).final();
    expect(final).toMatchObject({ type: "answered", text: "ok" });
    expect(requests()).toBe(3);
  });

  it("fails a POST, which might have been carried out", async () => {
    const { endpoint, executor, requests } = await staleAfterFirst();
    const final = await run(executor, attempt(endpoint.url)).final();
    expect(final).toMatchObject({ type: "failed", kind: "reset" });
    expect(requests()).toBe(2);
  });
});

describe("an endpoint that is late", () => {
  async function gatedEndpoint() {
    const gates: (() => void)[] = [];
    const arrivals: (() => void)[] = [];
    const endpoint = managed(
      await httpEndpoint((_, response) => {
        gates.push(() => response.end("finally"));
        for (const arrived of arrivals.splice(0)) arrived();
      }),
    );
    return { endpoint, gates, arrivals };
  }

  it("is reported unanswered and may still answer", async () => {
    const { endpoint, gates } = await gatedEndpoint();
    const call = run(setUp().executor, attempt(endpoint.url, { synchronousSeconds: 0.05 }));
    await call.unanswered();
    gates[0]?.();
    expect(await call.final()).toMatchObject({ httpStatus: 200, text: "finally" });
    expect(call.events.map((event) => event.type)).toEqual(["unanswered", "answered"]);
  });

  it("is given up when the asynchronous time is over", async () => {
    const { endpoint } = await gatedEndpoint();
    const windows = { synchronousSeconds: 0.05, asynchronousSeconds: 0.1 };
    const call = run(setUp().executor, attempt(endpoint.url, windows));
    expect(await call.final()).toMatchObject({
      type: "failed",
      kind: "timeout",
      unreachable: false,
    });
    expect(call.events.map((event) => event.type)).toEqual(["unanswered", "failed"]);
  });

  it("makes way for newer late ones beyond the limit, without an event", async () => {
    const { endpoint, gates } = await gatedEndpoint();
    const { executor } = setUp({ limits: { lateListeners: 2 } });
    const calls = [];
    for (let i = 0; i < 3; i += 1) {
      const call = run(executor, attempt(endpoint.url, { synchronousSeconds: 0.03 }));
      await call.unanswered();
      calls.push(call);
    }
    for (const open of gates) open();
    await Promise.all(calls.slice(1).map((call) => call.final()));
    expect(calls[0]?.events).toEqual([{ type: "unanswered" }]);
  });

  it("is left at once when the attempt is aborted", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    let arrived: () => void = () => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const endpoint = managed(
      await tcpEndpoint((socket) => {
        closed = new Promise((resolve) => socket.on("close", resolve));
        socket.once("data", () => arrived());
      }),
    );
    const call = run(setUp().executor, attempt(endpoint.url));
    await arrival;
    call.abort();
    call.abort();
    await closed;
    expect(call.events).toEqual([
      { type: "failed", kind: "aborted", message: "The call was stopped", unreachable: false },
    ]);
  });

  it("is never called when the attempt is aborted before it was sent", async () => {
    let requests = 0;
    const endpoint = managed(
      await httpEndpoint((_, response) => {
        requests += 1;
        response.end();
      }),
    );
    const { executor } = setUp({ connections: 1 });
    const first = run(executor, attempt(endpoint.url));
    const second = run(executor, attempt(endpoint.url));
    second.abort();
    const third = run(executor, attempt(endpoint.url));
    await Promise.all([first.final(), third.final()]);
    expect(second.events).toMatchObject([{ type: "failed", kind: "aborted" }]);
    expect(requests).toBe(2);
  });

  it("does not hold up closing: unfinished attempts fail as aborted, late listeners end silently", async () => {
    const { endpoint, arrivals } = await gatedEndpoint();
    const { executor } = setUp();
    const late = run(executor, attempt(endpoint.url, { synchronousSeconds: 0.03 }));
    await late.unanswered();
    const arrival = new Promise<void>((resolve) => arrivals.push(resolve));
    const running = run(executor, attempt(endpoint.url));
    await arrival;
    await executor.close();
    expect(late.events).toEqual([{ type: "unanswered" }]);
    expect(running.events).toMatchObject([{ type: "failed", kind: "aborted" }]);
    const after = await run(executor, attempt(endpoint.url)).final();
    expect(after).toMatchObject({ type: "failed", kind: "aborted" });
  });
});

describe("addresses", () => {
  it.each([
    "http://127.0.0.1:PORT/",
    "http://localhost:PORT/",
    "http://2130706433:PORT/",
    "http://0x7f.1:PORT/",
    "http://0177.0.0.1:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://[::1]:PORT/",
    "http://0.0.0.0:PORT/",
    "http://169.254.169.254/latest/meta-data/",
  ])("refuses %s unless it is allowed", async (template) => {
    let requests = 0;
    const endpoint = managed(
      await httpEndpoint((_, response) => {
        requests += 1;
        response.end();
      }),
    );
    const url = template.replace("PORT", String(endpoint.port));
    const final = await outcomeOf(url, {}, { allow: "" });
    expect(final).toMatchObject({ type: "failed", kind: "blocked", unreachable: false });
    expect(requests).toBe(0);
  });

  it("reaches an allowed host by its name and by odd spellings of its address", async () => {
    const endpoint = managed(await httpEndpoint((_, response) => response.end("ok")));
    for (const host of ["localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"]) {
      const final = await outcomeOf(`http://${host}:${endpoint.port}/`);
      expect(final).toMatchObject({ type: "answered", text: "ok" });
    }
  });

  it("checks the very address it connects to when a name changes its address", async () => {
    const endpoint = managed(await httpEndpoint((_, response) => response.end("ok")));
    const answers = [
      [{ address: "127.0.0.5", family: 4 }],
      [{ address: "127.0.0.1", family: 4 }],
      [{ address: "::ffff:127.0.0.1", family: 6 }],
    ];
    const asked: string[] = [];
    const resolve: ResolveHost = (host, done) => {
      asked.push(host);
      setImmediate(() => done(null, answers[asked.length - 1] ?? []));
    };
    const { executor } = setUp({ allow: "127.0.0.5", resolve });
    const url = `http://rebind.example:${endpoint.port}/`;
    const first = await run(executor, attempt(url)).final();
    const second = await run(executor, attempt(url)).final();
    const third = await run(executor, attempt(url)).final();
    expect(first).toMatchObject({ type: "failed", kind: "refused" });
    expect([second, third]).toMatchObject([{ kind: "blocked" }, { kind: "blocked" }]);
    expect(asked).toHaveLength(3);
  });

  it("connects only to the permitted ones of a name's addresses", async () => {
    const endpoint = managed(await httpEndpoint((_, response) => response.end("ok")));
    const resolve: ResolveHost = (_, done) =>
      done(null, [
        { address: "10.0.0.1", family: 4 },
        { address: "127.0.0.1", family: 4 },
      ]);
    const final = await outcomeOf(`http://mixed.example:${endpoint.port}/`, {}, { resolve });
    expect(final).toMatchObject({ type: "answered", text: "ok" });
  });

  it("says so when a name does not resolve", async () => {
    const resolve: ResolveHost = (_, done) =>
      done(Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" }), []);
    expect(await outcomeOf("http://nowhere.example/", {}, { resolve })).toMatchObject({
      type: "failed",
      kind: "dns",
      unreachable: true,
    });
  });
});

describe("events", () => {
  it("end with exactly one answer or failure, whatever the endpoint does and whenever it is aborted", async () => {
    const behaviours = {
      ok: "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok",
      long: `HTTP/1.1 200 OK\r\ncontent-length: 40000\r\n\r\n${"x".repeat(40_000)}`,
      half: "HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhalf",
      garbage: "nonsense\r\n\r\n",
      silent: "",
    };
    const endpoint = managed(
      await tcpEndpoint((socket) =>
        socket.on("data", (data) => {
          const name = /\/(\w+)\?(\w+)/.exec(data.toString("latin1"));
          socket.write(behaviours[(name?.[1] ?? "silent") as keyof typeof behaviours]);
          if (name?.[2] === "reset") socket.resetAndDestroy();
          if (name?.[2] === "end") socket.end();
        }),
      ),
    );
    const { executor } = setUp({ connections: 5, limits: { lateListeners: 1000, bodyMs: 20 } });
    const step = fc.record({
      name: fc.constantFrom(...Object.keys(behaviours)),
      ending: fc.constantFrom("stay", "reset", "end"),
      method: fc.constantFrom("GET", "POST"),
      abortAt: fc.constantFrom("never", "once", "unanswered"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const calls = steps.map(({ name, ending, method, abortAt }) => {
          const windows = { synchronousSeconds: 0.02, asynchronousSeconds: 0.05 };
          const spec = attempt(`${endpoint.url}/${name}?${ending}`, { ...windows, method });
          const call = run(executor, spec);
          if (abortAt === "once") call.abort();
          if (abortAt === "unanswered") void call.unanswered().then(() => call.abort());
          return call;
        });
        await Promise.all(calls.map((call) => call.final()));
        for (const { events } of calls) {
          const types = events.map((event) => event.type);
          expect(types.filter((type) => type !== "unanswered")).toHaveLength(1);
          expect(types.at(-1)).not.toBe("unanswered");
          expect(types.length).toBeLessThanOrEqual(2);
        }
      }),
      { numRuns: 25 },
    );
  });
});
