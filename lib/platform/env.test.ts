import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/domain/errors";
import { type EnvSource, readEnv } from "./env";

const SECRET = "0123456789abcdef0123456789abcdef";
const withDatabase = { DATABASE_URL: "postgresql://u:p@db/x", STELLWERK_SECRET_KEY: SECRET };

function refusalOf(source: EnvSource): AppError {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("was accepted");
}

describe("the configuration of a node", () => {
  it("has a default for everything", () => {
    expect(readEnv({})).toMatchObject({
      port: 3000,
      databaseUrl: null,
      dataDir: resolve(".data"),
      publicUrl: "http://localhost:3000",
      admin: null,
      api: null,
      secretKey: null,
      isEngineOn: true,
      areProgramsAllowed: false,
      logLevel: "info",
    });
  });

  it("takes every variable", () => {
    expect(
      readEnv({
        ...withDatabase,
        PORT: "8080",
        STELLWERK_DATA_DIR: "/var/lib/x",
        STELLWERK_PUBLIC_URL: "https://jobs.example.com/",
        STELLWERK_ADMIN_USER: "admin",
        STELLWERK_ADMIN_PASSWORD: "admin password",
        STELLWERK_API_USER: "client",
        STELLWERK_API_PASSWORD: "secret",
        STELLWERK_EGRESS_ALLOW: "10.0.0.0/8, fd00::/8 build.internal",
        STELLWERK_ENGINE: "off",
        STELLWERK_CONCURRENCY: "7",
        STELLWERK_RATE_LIMIT: "300",
        STELLWERK_ALLOW_PROGRAMS: "on",
        LOG_LEVEL: "debug",
      }),
    ).toEqual({
      port: 8080,
      databaseUrl: "postgresql://u:p@db/x",
      dataDir: "/var/lib/x",
      publicUrl: "https://jobs.example.com",
      admin: { user: "admin", password: "admin password" },
      api: { user: "client", password: "secret" },
      secretKey: SECRET,
      egressAllow: ["10.0.0.0/8", "fd00::/8", "build.internal"],
      isEngineOn: false,
      concurrency: 7,
      rateLimitPerMinute: 300,
      areProgramsAllowed: true,
      logLevel: "debug",
    });
  });

  it("takes an empty variable as one that is not set", () => {
    expect(readEnv({ PORT: "", DATABASE_URL: "  ", LOG_LEVEL: "" })).toEqual(readEnv({}));
  });

  it("derives the public address from the port", () => {
    expect(readEnv({ PORT: "4100" }).publicUrl).toBe("http://localhost:4100");
  });

  it("lets outgoing calls reach this machine only with the embedded database", () => {
    expect(readEnv({}).egressAllow).toEqual(["127.0.0.0/8", "::1/128", "localhost"]);
    expect(readEnv(withDatabase).egressAllow).toEqual([]);
    expect(readEnv({ STELLWERK_EGRESS_ALLOW: "" }).egressAllow).toEqual([]);
  });

  it.each([
    ["PORT", "http"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["DATABASE_URL", "mysql://x"],
    ["STELLWERK_PUBLIC_URL", "jobs.example.com"],
    ["STELLWERK_PUBLIC_URL", "ftp://example.com"],
    ["STELLWERK_SECRET_KEY", "short"],
    ["STELLWERK_EGRESS_ALLOW", "10.0.0.0/99"],
    ["STELLWERK_EGRESS_ALLOW", "http://localhost"],
    ["STELLWERK_ENGINE", "maybe"],
    ["STELLWERK_CONCURRENCY", "abc"],
    ["STELLWERK_CONCURRENCY", "10001"],
    ["STELLWERK_CONCURRENCY", "1.5"],
    ["STELLWERK_RATE_LIMIT", "-1"],
    ["STELLWERK_ALLOW_PROGRAMS", "2"],
    ["LOG_LEVEL", "loud"],
  ])("refuses %s=%s with a sentence that names it", (name, value) => {
    const refusal = refusalOf({ STELLWERK_SECRET_KEY: SECRET, [name]: value });
    expect(refusal.code).toBe("invalid");
    expect(refusal.field).toBe(name);
    expect(refusal.message).toMatch(new RegExp(`^${name} must `));
  });

  it("says what it wanted and what it got", () => {
    expect(refusalOf({ STELLWERK_CONCURRENCY: "abc" }).message).toBe(
      "STELLWERK_CONCURRENCY must be a whole number from 1 to 10000, got 'abc'",
    );
  });

  it("tells all wrong variables at once", () => {
    const { message } = refusalOf({ PORT: "x", LOG_LEVEL: "y" });
    expect(message.split("\n")).toHaveLength(2);
  });

  it.each([{ DATABASE_URL: "mysql://u:hunter2@h/x" }, { STELLWERK_SECRET_KEY: "hunter2" }])(
    "never repeats a secret in the message",
    (source) => {
      expect(refusalOf(source).message).not.toContain("hunter2");
    },
  );

  it("wants the key that encrypts secrets when several nodes may share a database", () => {
    expect(refusalOf({ DATABASE_URL: "postgresql://db/x" }).field).toBe("STELLWERK_SECRET_KEY");
  });

  it.each(["STELLWERK_ADMIN", "STELLWERK_API"])("wants %s user and password together", (prefix) => {
    expect(refusalOf({ [`${prefix}_USER`]: "x" }).field).toBe(`${prefix}_PASSWORD`);
    expect(refusalOf({ [`${prefix}_PASSWORD`]: "x" }).field).toBe(`${prefix}_USER`);
  });
});
