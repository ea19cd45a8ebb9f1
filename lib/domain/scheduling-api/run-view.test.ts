import { describe, expect, it } from "vitest";
import type { LogLine } from "@/lib/domain/run/run-log";
import { type RunWithLines, runLogView, scheduleLogView } from "./run-view";

const at = (time: string) => `2017-08-10T${time}.500Z`;
const lines: LogLine[] = [
  { at: at("11:00:00"), level: "info", text: "", type: "TRIGGERED" },
  { at: at("11:00:01"), level: "info", text: "Connected to the endpoint" },
  { at: at("11:00:02"), level: "info", text: "accepted", type: "ACK_RECVD", code: 202 },
];
const run: RunWithLines = {
  id: "run",
  state: "Running",
  detail: "ACK_RECVD",
  httpStatus: 202,
  submittedAt: new Date(at("10:59:59")),
  startedAt: new Date(at("11:00:00")),
  endedAt: null,
  lines,
};

describe("a run log", () => {
  it("has no text before the run ends", () => {
    expect(runLogView(run)).toEqual({
      runId: "run",
      runText: "",
      httpStatus: 202,
      executionTimestamp: "2017-08-10T11:00:00",
      runStatus: "RUNNING",
      runState: "ACK_RECVD",
      scheduleTimestamp: "2017-08-10T10:59:59",
      completionTimestamp: null,
    });
  });

  it("has the message of a callback as it is, and the answer of an endpoint marked as such", () => {
    const ended = (line: LogLine) =>
      runLogView({ ...run, state: "Completed", lines: [...lines, line] }).runText;
    expect(ended({ at: at("11:05:00"), level: "info", text: "all done", type: "SUCCESS" })).toBe(
      "all done",
    );
    expect(
      ended({ at: at("11:05:00"), level: "info", text: "OK", type: "SUCCESS", code: 200 }),
    ).toBe("Response: OK");
    expect(ended({ at: at("11:05:00"), level: "info", text: "", type: "SUCCESS", code: 204 })).toBe(
      "",
    );
  });

  it("inside a schedule tells the history of the states as JSON text", () => {
    const view = scheduleLogView(run);
    expect(view).toMatchObject({
      executionTimestamp: "2017-08-10 11:00:00",
      runState: "ACK_RECVD",
      locale: "en",
    });
    expect(JSON.parse(view.runText)).toEqual([
      { time: "2017-08-10 11:00:00", type: "TRIGGERED", text: "", code: null },
      { time: "2017-08-10 11:00:02", type: "ACK_RECVD", text: "Response: accepted", code: 202 },
    ]);
  });
});
