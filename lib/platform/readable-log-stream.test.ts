import { describe, expect, it } from "vitest";
import { readableLogLine } from "./readable-log-stream";

describe("a log line for people", () => {
  it("shows time, level, message and details on one line", () => {
    const line = JSON.stringify({ level: 30, time: 0, msg: "Ready", port: 3000 });
    expect(readableLogLine(line)).toBe("00:00:00 info Ready port=3000\n");
  });

  it("shows the stack of an error below", () => {
    const line = JSON.stringify({
      level: 50,
      time: 0,
      msg: "Broken",
      err: { stack: "Error: x\n  at y" },
    });
    expect(readableLogLine(line)).toBe("00:00:00 ERROR Broken\nError: x\n  at y\n");
  });

  it("leaves text alone that is no log line", () => {
    expect(readableLogLine("plain\n")).toBe("plain\n");
  });
});
