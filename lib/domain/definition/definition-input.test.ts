import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/domain/errors";
import { parseActionUrl } from "./action-url";
import { definitionChangeSchema, definitionInputSchema } from "./definition-input";
import { jobNameFrom } from "./job-name";
import { jsonFault } from "./json-limits";
import { parseInput } from "./parse-input";

const url = "https://example.com/jobs";

describe("jobNameFrom", () => {
  it.each([
    ["validateSalesOrder", "VALIDATESALESORDER"],
    ["my job-1.a", "MY_JOB_1_A"],
    ["Größe", "GR_SSE"],
    ["日本", "__"],
    ["a".repeat(40), "A".repeat(32)],
  ])("makes %s the job name %s", (name, jobName) => {
    expect(jobNameFrom(name)).toBe(jobName);
  });
});

describe("parseActionUrl", () => {
  it.each([
    ["HTTPS://Example.com:8443/a?b=c#d", "https://example.com:8443"],
    ["http://localhost:3000", "http://localhost:3000"],
    ["http://127.0.0.1/", "http://127.0.0.1"],
    ["http://[::1]:8080/", "http://[::1]:8080"],
    ["https://my_host.internal./x", "https://my_host.internal."],
    ["https://münchen.example/", "https://xn--mnchen-3ya.example"],
  ])("takes %s with the origin %s", (text, origin) => {
    expect(parseActionUrl(text)).toEqual({ ok: true, origin });
  });

  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => typeof parseActionUrl(`http://${text}`).ok === "boolean"),
    );
  });
});

describe("jsonFault", () => {
  it("finds the place of what can't be stored", () => {
    expect(jsonFault({ a: [1, { b: "x\0" }] })?.path).toBe("a.1.b");
    expect(jsonFault({ a: "\ud800" })?.path).toBe("a");
    expect(jsonFault(JSON.parse('{"a":{"__proto__":1}}'))?.path).toBe("a.__proto__");
    expect(jsonFault({ a: JSON.parse("1e999") })?.path).toBe("a");
    expect(jsonFault({ "a\0": 1 })).not.toBeNull();
  });

  it("measures depth and size without overflowing", () => {
    const deep = JSON.parse("[".repeat(50_000) + "]".repeat(50_000));
    expect(jsonFault(deep)?.reason).toContain("32 levels");
    expect(jsonFault([1, 2, 3], { depth: 2, values: 3 })?.reason).toContain("too many");
    expect(jsonFault(JSON.parse("[".repeat(32) + "]".repeat(32)))).toBeNull();
  });

  it("accepts every value that JSON can carry whole", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const fault = jsonFault(value);
        const text = JSON.stringify(value);
        return fault === null || /\\u0000|\\ud[89a-f]|__proto__/i.test(text);
      }),
    );
  });
});

describe("the input of a definition", () => {
  it("has a default for everything but name and url", () => {
    expect(parseInput(definitionInputSchema, { name: "a", url })).toMatchObject({
      kind: "http",
      description: "",
      active: true,
      startTime: null,
      endTime: null,
      httpMethod: "POST",
      priority: 50,
      queue: "Default",
      headers: {},
      password: null,
    });
  });

  it("reads dates in every form and keeps absent fields absent in a change", () => {
    const at = new Date("2035-10-20T04:30:00Z");
    const sent = [
      { date: "2035-10-20 04:30 +0000", format: "YYYY-MM-DD HH:mm Z" },
      "2035-10-20T04:30:00Z",
      at,
    ];
    for (const startTime of sent) {
      expect(parseInput(definitionChangeSchema, { startTime })).toEqual({ startTime: at });
    }
    expect(parseInput(definitionChangeSchema, { endTime: null })).toEqual({ endTime: null });
  });

  it.each([
    [{ name: "a" }, "url", "'url' is required"],
    [{ name: "a", url, priority: 101 }, "priority", "'priority' must be at most 100"],
    [{ name: "a", url, priority: 1.5 }, "priority", "'priority' must be of type integer"],
    [
      { name: "a", url, asynchronousSeconds: 604_801 },
      "asynchronousSeconds",
      "'asynchronousSeconds' must be at most 604800",
    ],
    [
      { name: "a", url, headers: { "x-sap-job-id": "1" } },
      "headers",
      `'headers' is not acceptable: the header "x-sap-job-id" is set by the scheduler`,
    ],
    [
      { name: "a", url, headers: { "x-a": "b\r\nc: d" } },
      "headers",
      `'headers' is not acceptable: the header "x-a" has characters that HTTP does not allow`,
    ],
    [
      { name: "a", url, schedules: [{ cron: "x", timeZone: "" }] },
      "schedules.0.timeZone",
      "'schedules.0.timeZone' must not be empty",
    ],
    [
      { name: "a", url, httpMethod: "PATCH" },
      "httpMethod",
      "'httpMethod' must be one of GET, POST, PUT, DELETE",
    ],
    [{ name: "a", kind: "wait", properties: {} }, "wait", "'wait' is required"],
    [
      { name: "a", kind: "wait", url, properties: { wait: { seconds: 1 } } },
      "url",
      "'url' belongs to definitions of kind http; this one is of kind wait",
    ],
    [
      { name: "a", url, properties: { wait: { seconds: 1 } } },
      "wait",
      "'wait' belongs to definitions of kind wait; this one is of kind http",
    ],
    [{ name: "a", url, unknown: 1 }, "unknown", "'unknown' is not an allowed property"],
  ])("names field and reason: %j", (input, field, message) => {
    const refused = (() => {
      try {
        parseInput(definitionInputSchema, input);
      } catch (error) {
        return error;
      }
      return null;
    })();
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({ code: "invalid", field, message });
  });
});
