import { describe, expect, it } from "vitest";
import { parseConfigurationInput } from "./configuration-input";
import { errorBody, errorStatus } from "./error-body";
import { jobChangeRequest, jobRequest } from "./job-wire";
import { parseAnsConfig, parseCalmConfig } from "./notification-config";
import { scheduleChangeRequest, scheduleRequest } from "./schedule-wire";

const action = "https://example.com/";

describe("a job request", () => {
  it("becomes the input of the service with the defaults of this API", () => {
    const sent = {
      name: "a",
      action,
      active: "true",
      ansConfig: { onError: true },
      calmConfig: { enabled: true },
    };
    expect(jobRequest(sent)).toEqual({
      name: "a",
      url: action,
      active: true,
      alertOnError: true,
      almEnabled: true,
      schedules: [],
    });
    expect(jobRequest({ name: "a", action }).active).toBe(false);
  });

  it("passes over what the service itself answers with", () => {
    const sent = {
      name: "a",
      action,
      _id: 3,
      jobId: 3,
      signatureVersion: 0,
      ACTIVECOUNT: 1,
      jobType: "HTTP_ENDPOINT",
    };
    expect(Object.keys(jobRequest(sent)).sort()).toEqual(["active", "name", "schedules", "url"]);
  });

  it("names the place of what is wrong", () => {
    const schedules = [{ cron: "x" }, { cron: "x", active: "perhaps" }];
    expect(() => jobRequest({ name: "a", action, schedules })).toThrow(
      "'schedules.1.active' must be of type boolean",
    );
    expect(() => jobRequest({ name: "a", action, schedules: [5] })).toThrow(
      "'schedules.0' must be of type object",
    );
    expect(() => jobRequest({ name: "a", action, extra: 1 })).toThrow(
      "'extra' is not an allowed property",
    );
  });

  it("changes only what is sent", () => {
    expect(jobChangeRequest({ active: 0, schedules: "ignored" })).toEqual({
      change: { active: false, url: undefined },
      name: undefined,
    });
  });
});

describe("a schedule request", () => {
  it("takes data as an object or as the text this API answers with", () => {
    expect(scheduleRequest({ cron: "x", data: { a: 1 } })).toEqual({
      cron: "x",
      parameters: { a: 1 },
      active: false,
    });
    expect(scheduleChangeRequest({ data: '{"a":1}' })).toEqual({ parameters: { a: 1 } });
    expect(scheduleChangeRequest({ data: null })).toEqual({ parameters: null });
    expect(() => scheduleRequest({ cron: "x", data: "[1]" })).toThrow("'data'");
  });
});

describe("notification settings", () => {
  it("are checked in the documented order", () => {
    expect(() => parseCalmConfig({})).toThrow("'calmConfig' object cannot be empty");
    expect(() => parseCalmConfig({ other: 1 })).toThrow(
      "'enabled' is a required property for object 'calmConfig'",
    );
    expect(() => parseCalmConfig({ other: 1, enabled: 1 })).toThrow(
      "'other' is not an allowed property",
    );
    expect(() => parseCalmConfig({ enabled: 1 })).toThrow(
      "'enabled' in 'calmConfig' must be of type 'boolean'",
    );
    expect(parseCalmConfig(undefined)).toEqual({});
    expect(parseAnsConfig({ onSuccess: false })).toEqual({ alertOnSuccess: false });
  });
});

describe("the configuration", () => {
  it("takes whole seconds as text or number", () => {
    expect(parseConfigurationInput({ ASYNC_EXEC_TIMEOUT: " 600 " })).toEqual({
      ASYNC_EXEC_TIMEOUT: 600,
    });
    expect(() => parseConfigurationInput({ ASYNC_EXEC_TIMEOUT: "9".repeat(400) })).toThrow(
      "maximum value",
    );
    expect(() => parseConfigurationInput({ ASYNC_EXEC_TIMEOUT: Number.NaN })).toThrow(
      "must be a number",
    );
  });
});

describe("an error", () => {
  it("has four keys and a text as message; a conflict is a 400", () => {
    const message = "Error while creating job: no";
    expect(errorBody(errorStatus("conflict"), "Error while creating job", "no")).toEqual({
      code: 400,
      message,
      type: "Bad Request/Invalid Request",
      detailedError: message,
    });
  });
});
