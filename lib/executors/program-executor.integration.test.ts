import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { processEnv } from "@/lib/platform/env";
import { systemTimer } from "@/lib/platform/system-timer";
import { fakeClock } from "@/lib/testing/fake-clock";
import { until } from "@/lib/testing/until";
import type { ProgramLimits } from "./program/program-run";
import type { ProgramAttempt, ProgramEvent, ProgramExited, ProgramFailed } from "./program-attempt";
import { createProgramExecutor, PROGRAM_LIMITS, type ProgramExecutor } from "./program-executor";

const NODE = process.execPath;
const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function executorWith(limits: Partial<ProgramLimits> = {}, more = {}): ProgramExecutor {
  const executor = createProgramExecutor(
    {
      timer: systemTimer,
      clock: fakeClock("2026-03-01T12:00:00Z"),
      baseEnvironment: { PATH: processEnv().PATH, ...more },
      logger: pino({ level: "silent" }),
    },
    { ...PROGRAM_LIMITS, batchMs: 10, pollMs: 10, silenceMs: 100, ...limits },
  );
  cleanups.push(() => executor.close());
  return executor;
}

function attempt(
  program: string,
  list: string[],
  changes: Partial<ProgramAttempt> = {},
): ProgramAttempt {
  return {
    runId: "0195f0a0-0000-7000-8000-000000000001",
    jobName: "LEDGER",
    jobNumber: "12000001",
    idempotencyKey: "key-1",
    program,
    arguments: list,
    environment: {},
    workingDirectory: null,
    parameters: null,
    ...changes,
  };
}

type Final = ProgramExited | ProgramFailed;

/** Collects the events of one attempt. */
function start(executor: ProgramExecutor, spec: ProgramAttempt) {
  const events: ProgramEvent[] = [];
  const waiters: (() => void)[] = [];
  const handle = executor.execute(spec, (event) => {
    events.push(event);
    for (const wake of waiters.splice(0)) wake();
  });
  const eventually = async <T>(find: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => waiters.push(resolve));
    }
  };
  const lines = () => events.flatMap((event) => (event.type === "output" ? event.lines : []));
  const isFinal = (event: ProgramEvent): event is Final => event.type !== "output";
  return {
    lines,
    texts: () => lines().map(({ text }) => text),
    abort: () => handle.abort(),
    finals: () => events.filter(isFinal),
    /** The first line of this beginning, as soon as it was reported. */
    line: (beginning: string) =>
      eventually(() => lines().find(({ text }) => text.startsWith(beginning))?.text),
    final: () => eventually(() => events.find(isFinal)),
  };
}

/** Executes to the end and answers the final event with all lines. */
async function ended(spec: ProgramAttempt, executor = executorWith()) {
  const run = start(executor, spec);
  const final = await run.final();
  return { final, texts: run.texts(), lines: run.lines() };
}

const shell = (script: string, changes: Partial<ProgramAttempt> = {}) =>
  attempt("sh", ["-c", script], changes);
const script = (source: string, changes: Partial<ProgramAttempt> = {}) =>
  attempt(NODE, ["-e", source], changes);

const SUCCESS = { type: "exited", code: 0, signal: null, out: null, wasAborted: false };

/** Whether a process executes; one that ended and was not collected does not. */
async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return !/\) [ZX] /.test(stat);
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "program-test-"));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe("the output", () => {
  it("is reported in order, out as info and err as error, before the exit", async () => {
    const { final, lines } = await ended(
      script("for (let i = 0; i < 5000; i++) console.log(i); console.error('bad')"),
    );
    expect(final).toEqual(SUCCESS);
    const numbers = lines.filter(({ level }) => level === "info").map(({ text }) => text);
    expect(numbers).toEqual(Array.from({ length: 5000 }, (_, index) => String(index)));
    expect(lines.filter(({ level }) => level === "error").map(({ text }) => text)).toEqual(["bad"]);
  });

  it("is reported while the program goes on", async () => {
    const run = start(executorWith(), shell("echo ready; sleep 1000"));
    await run.line("ready");
    expect(run.finals()).toEqual([]);
  });

  it("keeps characters whole that come in two pieces", async () => {
    const { texts } = await ended(
      script(
        "process.stdout.write(Buffer.from([0x61, 0xe2]), () => setTimeout(() => process.stdout.write(Buffer.from([0x82, 0xac])), 30))",
      ),
    );
    expect(texts).toEqual(["a€"]);
  });

  it("is read to its end although it is too long to be kept", async () => {
    const { final, texts } = await ended(
      script(
        "const line = 'x'.repeat(999) + '\\n'; for (let i = 0; i < 8000; i++) process.stdout.write(line); process.exitCode = 7",
      ),
      executorWith({ outputBytes: 100_000 }),
    );
    expect(final).toMatchObject({ code: 7 });
    expect(texts).toHaveLength(101);
    expect(texts.at(-1)).toContain("The output exceeds 100000 bytes or 100,000 lines");
  });

  it("that a background process still writes is waited for", async () => {
    const { final, texts } = await ended(
      shell("(sleep 0.2; echo late) & echo first"),
      executorWith({ silenceMs: 5000 }),
    );
    expect(final).toEqual(SUCCESS);
    expect(texts).toEqual(["first", "late"]);
  });
});

describe("the end of a program", () => {
  it.each([0, 3, 255])("is reported with its code %d", async (code) => {
    expect((await ended(shell(`exit ${code}`))).final).toEqual({ ...SUCCESS, code });
  });

  it("is reported with the signal that caused it", async () => {
    const { final } = await ended(shell("kill -KILL $$"));
    expect(final).toEqual({ ...SUCCESS, code: null, signal: "SIGKILL" });
  });

  it("ends what it left behind in its group", async () => {
    const { final, texts } = await ended(
      shell("sleep 1000 & echo $!; sleep 1000 >/dev/null 2>&1 &"),
    );
    expect(final).toEqual(SUCCESS);
    expect(await isRunning(Number(texts[0]))).toBe(false);
  });

  it("does not wait for a daemon that holds the output, and lets it live", async () => {
    const { final, texts } = await ended(
      script(
        "const { spawn } = require('node:child_process'); const d = spawn('sleep', ['1000'], { detached: true, stdio: 'inherit' }); console.log(d.pid); d.unref()",
      ),
    );
    const daemon = Number(texts[0]);
    expect(final).toEqual(SUCCESS);
    expect(await isRunning(daemon)).toBe(true);
    process.kill(daemon, "SIGKILL");
  });
});

describe("abort", () => {
  it("ends the program and everything it started", async () => {
    const run = start(
      executorWith(),
      shell("sleep 1000 & echo $!; sleep 1000 & echo $!; echo up; wait"),
    );
    await run.line("up");
    run.abort();
    expect(await run.final()).toEqual({
      ...SUCCESS,
      code: null,
      signal: "SIGTERM",
      wasAborted: true,
    });
    for (const pid of run.texts().slice(0, 2)) expect(await isRunning(Number(pid))).toBe(false);
  });

  it("lets a program tidy up and end by itself in the time of grace", async () => {
    const run = start(
      executorWith({ graceMs: 60_000 }),
      script(
        "process.on('SIGTERM', () => { console.log('tidy'); process.exit(3) }); setInterval(() => {}, 1000); console.log('up')",
      ),
    );
    await run.line("up");
    run.abort();
    expect(await run.final()).toEqual({ ...SUCCESS, code: 3, wasAborted: true });
    expect(run.texts()).toEqual(["up", "tidy"]);
  });

  it("kills a program that ignores SIGTERM when the time of grace is over", async () => {
    const run = start(
      executorWith({ graceMs: 100 }),
      script(
        "process.on('SIGTERM', () => console.log('no')); setInterval(() => {}, 1000); console.log('up')",
      ),
    );
    await run.line("up");
    run.abort();
    expect(await run.final()).toMatchObject({ code: null, signal: "SIGKILL", wasAborted: true });
    expect(run.texts()).toEqual(["up", "no"]);
  });

  it("kills what the program started and ignores SIGTERM when the program itself obeys", async () => {
    const stubborn =
      "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('child ' + process.pid)";
    const run = start(
      executorWith({ graceMs: 300 }),
      script(
        `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stubborn)}], { stdio: 'inherit' }); setInterval(() => {}, 1000)`,
      ),
    );
    const child = Number((await run.line("child ")).slice("child ".length));
    run.abort();
    expect(await run.final()).toMatchObject({ signal: "SIGTERM", wasAborted: true });
    await until("the child is gone", async () => !(await isRunning(child)));
  });

  it("before the program was started keeps it from being started", async () => {
    const folder = await makeFolder();
    const run = start(executorWith(), attempt("touch", ["started"], { workingDirectory: folder }));
    run.abort();
    expect(await run.final()).toEqual({ ...SUCCESS, code: null, wasAborted: true });
    await expect(access(join(folder, "started"))).rejects.toThrow();
  });

  it("ends the program at whatever moment of its start it comes", async () => {
    const executor = executorWith();
    for (let turns = 0; turns < 15; turns += 1) {
      const run = start(executor, attempt("sleep", ["1000"]));
      for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
      run.abort();
      expect(await run.final()).toMatchObject({ type: "exited", wasAborted: true });
    }
  });

  it("after the end changes nothing", async () => {
    const run = start(executorWith(), shell("exit 0"));
    expect(await run.final()).toEqual(SUCCESS);
    run.abort();
    await new Promise(setImmediate);
    expect(run.finals()).toEqual([SUCCESS]);
  });
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: placeholders are the subject
describe("a program that cannot be started fails with a sentence", () => {
  async function messageOf(spec: ProgramAttempt): Promise<string> {
    const { final, texts } = await ended(spec);
    expect(texts).toEqual([]);
    if (final.type !== "failed") throw new Error("it was started");
    return final.message;
  }

  it("when it does not exist", async () => {
    const message = await messageOf(attempt("no-such-program", []));
    expect(message).toMatch(
      /^The program "no-such-program" could not be started: it was not found/,
    );
  });

  it("when it is no executable file", async () => {
    const file = join(await makeFolder(), "plain.txt");
    await writeFile(file, "text");
    expect(await messageOf(attempt(file, []))).toContain("is not an executable file");
  });

  it("when its working directory is missing, or is a file", async () => {
    const folder = await makeFolder();
    const missing = join(folder, "missing");
    expect(await messageOf(shell("true", { workingDirectory: missing }))).toBe(
      `The working directory "${missing}" does not exist on this node.`,
    );
    const file = join(folder, "file");
    await writeFile(file, "");
    expect(await messageOf(shell("true", { workingDirectory: file }))).toContain("is not a folder");
  });

  it("when its parameters are too large for the operating system", async () => {
    const parameters = { text: "x".repeat(200_000) };
    expect(await messageOf(shell("true", { parameters }))).toContain("keep each below 128 KB");
  });

  it("when a parameter is missing", async () => {
    expect(await messageOf(attempt("echo", ["${month}"]))).toContain('the parameter "month"');
  });
});

describe("what a program gets", () => {
  it("is an environment without the node's own values", async () => {
    const executor = executorWith({}, { DATABASE_URL: "postgres://secret", TZ: "UTC" });
    const { texts } = await ended(
      attempt("env", [], { environment: { MONTH: "${month}" }, parameters: { month: "May" } }),
      executor,
    );
    const names = texts.map((line) => line.slice(0, line.indexOf("=")));
    expect(names.sort()).toEqual([
      "MONTH",
      "PATH",
      "STELLWERK_IDEMPOTENCY_KEY",
      "STELLWERK_JOB_NAME",
      "STELLWERK_JOB_NUMBER",
      "STELLWERK_OUT_FILE",
      "STELLWERK_PARAMETERS",
      "STELLWERK_RUN_ID",
      "TZ",
    ]);
    expect(texts).toContain("MONTH=May");
  });

  it("is its arguments as they are: no shell reads them", async () => {
    const list = ["-e", "console.log(process.argv.slice(1).join('|'))", "$(id)", "${x}", "*"];
    const parameters = { x: "; echo no `id`" };
    const { texts } = await ended(attempt(NODE, list, { parameters }));
    expect(texts).toEqual(["$(id)|; echo no `id`|*"]);
  });

  it("is no input", async () => {
    expect(await ended(attempt("cat", []))).toEqual({ final: SUCCESS, texts: [], lines: [] });
  });

  it("is its working directory, or an empty folder that is removed afterwards", async () => {
    const folder = await makeFolder();
    expect((await ended(shell("pwd -P; ls", { workingDirectory: folder }))).texts).toEqual([
      folder,
    ]);
    const own = await ended(shell("pwd; ls -A; touch left"));
    expect(own.texts).toHaveLength(1);
    await expect(access(own.texts[0] ?? "")).rejects.toThrow();
  });
});

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: placeholders are the subject

describe("the out values of a program", () => {
  const out = (text: string) =>
    ended(script(`require('node:fs').writeFileSync(process.env.STELLWERK_OUT_FILE, ${text})`));

  it("are the object it left in its out file, also when it failed", async () => {
    const { final } = await ended(
      shell('printf \'{"rows": 3, "name": "é"}\' > "$STELLWERK_OUT_FILE"; exit 4'),
    );
    expect(final).toEqual({ ...SUCCESS, code: 4, out: { rows: 3, name: "é" } });
  });

  it("are none when the file is empty", async () => {
    expect(await out("' \\n'")).toEqual({ final: SUCCESS, texts: [], lines: [] });
  });

  it.each([
    ["no JSON", "'rows=3'", "must hold one JSON object"],
    ["no object", "'[1]'", "must hold one JSON object"],
    ["no UTF-8", "Buffer.from([0x22, 0xff, 0x22])", "must hold one JSON object"],
    ["not storable", '\'{"a":{"b":"\\\\u0000"}}\'', "is not acceptable: 'a.b' must not contain"],
    ["too large", "JSON.stringify({ text: 'x'.repeat(65536) })", "is larger than 65536 bytes"],
  ])("that are %s are refused with a warning in the log", async (_, text, reason) => {
    const { final, lines } = await out(text);
    expect(final).toEqual(SUCCESS);
    expect(lines).toEqual([
      {
        at: "2026-03-01T12:00:00.000Z",
        level: "warn",
        text: expect.stringContaining(`The file named by STELLWERK_OUT_FILE ${reason}`),
      },
    ]);
  });

  it.each(["ln -s /etc/passwd", "mkfifo", "mkdir"])(
    "are not read from anything but a plain file: %s",
    async (command) => {
      const { final, texts } = await ended(shell(`${command} "$STELLWERK_OUT_FILE"`));
      expect(final).toEqual(SUCCESS);
      expect(texts).toEqual(["The file named by STELLWERK_OUT_FILE cannot be read."]);
    },
  );
});

describe("several programs", () => {
  it("execute at once, each with its own output, folder and end", async () => {
    const executor = executorWith();
    const source = (name: string) =>
      `printf '{"me":"${name}"}' > "$STELLWERK_OUT_FILE"; echo ${name}; sleep 1000`;
    const [one, two] = [
      start(executor, shell(source("one"))),
      start(executor, shell(source("two"))),
    ];
    await Promise.all([one.line("one"), two.line("two")]);
    one.abort();
    expect(await one.final()).toMatchObject({ wasAborted: true, out: { me: "one" } });
    expect(two.finals()).toEqual([]);
    two.abort();
    expect(await two.final()).toMatchObject({ wasAborted: true, out: { me: "two" } });
    expect([one.texts(), two.texts()]).toEqual([["one"], ["two"]]);
  });

  it("are killed when the executor closes, which then starts none", async () => {
    const executor = executorWith({ graceMs: 60_000 });
    const run = start(executor, shell("trap '' TERM; echo up; sleep 1000 & wait"));
    await run.line("up");
    await executor.close();
    expect(run.finals()).toMatchObject([{ signal: "SIGKILL", wasAborted: true }]);
    expect((await ended(shell("true"), executor)).final).toEqual({
      type: "failed",
      message: "The program was not started: this node is stopping.",
    });
  });
});
