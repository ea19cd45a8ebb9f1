import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/domain/errors";
import { createLogger } from "@/lib/platform/logger";
import { toShowableError } from "./unexpected-error";

const silent = createLogger({ level: "silent" });

const pgError = (code: string) => Object.assign(new Error("password of the database"), { code });

describe("toShowableError", () => {
  it("leaves errors that were written for the caller alone", () => {
    const error = new AppError("invalid", "'name' is required");
    expect(toShowableError(error, "here", silent)).toBe(error);
  });

  it("knows them when they come from another copy of the module", () => {
    const brand = Symbol.for("stellwerk.AppError");
    const foreign = Object.assign(new Error("try later"), { [brand]: true, code: "limit" });
    expect(toShowableError(foreign, "here", silent)).toBe(foreign);
  });

  it.each(["ECONNREFUSED", "57P01", "08006", "53300", "40P01"])(
    "says that the database is away for %s",
    (code) => {
      for (const error of [pgError(code), new Error("query failed", { cause: pgError(code) })]) {
        expect(toShowableError(error, "here", silent)).toMatchObject({ code: "unavailable" });
      }
    },
  );

  it.each(["Connection terminated unexpectedly", "timeout exceeded when trying to connect"])(
    "says so for the pool's %s too",
    (message) => {
      expect(toShowableError(new Error(message), "here", silent).code).toBe("unavailable");
    },
  );

  it("sees through the way Prisma wraps an error", () => {
    const cause = { originalCode: "57P01", kind: "postgres" };
    const wrapped = { name: "DriverAdapterError", cause };
    const known = Object.assign(new Error("Invalid invocation"), { code: "P2010" });
    for (const error of [
      Object.assign(new Error("Can't reach database server"), { code: "P1001" }),
      Object.assign(new Error("x"), wrapped),
      Object.assign(known, { meta: { driverAdapterError: wrapped } }),
    ]) {
      expect(toShowableError(error, "here", silent).code).toBe("unavailable");
    }
  });

  it.each([
    pgError("22P05"),
    new AppError("internal", "secret"),
    new TypeError("secret"),
    "text",
    null,
  ])("tells nothing of any other error", (error) => {
    const shown = toShowableError(error, "here", silent);
    expect(shown.code).toBe("internal");
    expect(shown.message).not.toMatch(/secret|password/);
  });
});
