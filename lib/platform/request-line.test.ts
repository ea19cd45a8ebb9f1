import { describe, expect, it } from "vitest";
import { requestLineFault, requestLineRefusal } from "./request-line";

describe("requestLineFault", () => {
  it.each(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])(
    "lets %s pass",
    (method) => {
      expect(requestLineFault(method, "/scheduler/jobs/my%20job?q=%zz")).toBeNull();
    },
  );

  it.each(["TRACE", "CONNECT", "PROPFIND", undefined])("refuses %s", (method) => {
    expect(requestLineFault(method, "/")).toMatchObject({ status: 405 });
  });

  it.each(["/scheduler/jobs/%", "/%zz", "/%ff%fe"])("refuses the address %s", (url) => {
    expect(requestLineFault("GET", url)).toMatchObject({ status: 400 });
  });
});

describe("requestLineRefusal", () => {
  const fault = { status: 400, message: "no" } as const;

  it("speaks the words of the compatible API below /scheduler", () => {
    const text = "Error in Job Scheduler action: no";
    expect(requestLineRefusal(fault, "/scheduler/x")).toEqual({
      code: 400,
      message: text,
      type: "Bad Request/Invalid Request",
      detailedError: text,
    });
  });

  it("speaks those of the native API elsewhere", () => {
    expect(requestLineRefusal(fault, "/api/v1")).toEqual({
      error: { code: "invalid", message: "no" },
    });
  });
});
