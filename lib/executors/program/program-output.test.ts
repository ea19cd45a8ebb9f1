import { describe, expect, it } from "vitest";
import type { LogLine } from "@/lib/domain/run/run-log";
import { fakeClock } from "@/lib/testing/fake-clock";
import { manualTimer } from "@/lib/testing/manual-timer";
import { type OutputLimits, ProgramOutput } from "./program-output";

const LIMITS: OutputLimits = {
  lineCharacters: 100,
  outputBytes: 1_000_000,
  outputLines: 1_000_000,
  batchLines: 3,
  batchMs: 250,
  batchesPerPace: 1000,
};

function setUp(limits: Partial<OutputLimits> = {}) {
  const batches: LogLine[][] = [];
  const timer = manualTimer();
  const clock = fakeClock("2026-03-01T12:00:00Z");
  const output = new ProgramOutput({
    timer,
    clock,
    limits: { ...LIMITS, ...limits },
    emit: (lines) => batches.push(lines),
  });
  const texts = () => batches.flat().map(({ text }) => text);
  const write = (text: string, stream: "stdout" | "stderr" = "stdout") =>
    output.take(stream, new TextEncoder().encode(text));
  return { output, batches, texts, timer, clock, write };
}

describe("output in batches", () => {
  it("is collected for a quarter of a second from its first line", () => {
    const { write, batches, timer } = setUp();
    write("a\n");
    timer.advance(249);
    write("b\n");
    expect(batches).toEqual([]);
    timer.advance(1);
    expect(batches.map((lines) => lines.length)).toEqual([2]);
    expect(timer.waiting).toBe(0);
  });

  it("goes at once when a batch is full, and the rest in its time", () => {
    const { write, batches, timer } = setUp();
    write("1\n2\n3\n4\n5\n6\n7\n");
    expect(batches.map((lines) => lines.length)).toEqual([3, 3]);
    timer.advance(250);
    expect(batches.map((lines) => lines.length)).toEqual([3, 3, 1]);
  });

  it("is stamped with the time it came, out as info and err as error", () => {
    const { write, batches, clock, output } = setUp();
    write("out\n");
    clock.advance(10);
    write("err\n", "stderr");
    output.end();
    expect(batches).toEqual([
      [
        { at: "2026-03-01T12:00:00.000Z", level: "info", text: "out" },
        { at: "2026-03-01T12:00:00.010Z", level: "error", text: "err" },
      ],
    ]);
  });

  it("ends with the open lines of both streams", () => {
    const { write, texts, output, timer } = setUp();
    write("out");
    write("err", "stderr");
    output.end();
    expect(texts()).toEqual(["out", "err"]);
    expect(timer.waiting).toBe(0);
  });

  it("comes at a pace that halves again and again", () => {
    const { write, batches, timer } = setUp({ batchesPerPace: 2 });
    for (const ms of [250, 250, 500, 500, 1000]) {
      write("a\n");
      timer.advance(ms - 1);
      const before = batches.length;
      timer.advance(1);
      expect(batches.length).toBe(before + 1);
    }
  });

  it("of a week takes fewer numbers than a run has", () => {
    const { write, batches, timer } = setUp({ batchLines: 1_000_000, batchesPerPace: 2000 });
    const week = 7 * 24 * 3600 * 1000;
    for (let ms = 0; ms < week; ) {
      write("a\n");
      const before = batches.length;
      let stepMs = 250;
      while (batches.length === before) {
        timer.advance(stepMs);
        ms += stepMs;
        stepMs *= 2;
      }
    }
    expect(batches.length).toBeLessThan(22_000);
  });
});

describe("too much output", () => {
  it("is cut at the limit of bytes with one line that says so", () => {
    const { write, texts, output } = setUp({ outputBytes: 10 });
    write("12345\n");
    write("abcdefg\n", "stderr");
    write("later\n");
    output.end();
    expect(texts()).toEqual([
      "12345",
      "abcd",
      "The output exceeds 10 bytes or 1,000,000 lines; the rest is not kept. The program goes on.",
    ]);
  });

  it("is not cut when it just reaches the limits", () => {
    const { write, texts, output } = setUp({ outputBytes: 4, outputLines: 2 });
    write("a\nb\n");
    output.end();
    expect(texts()).toEqual(["a", "b"]);
  });

  it("is cut at the limit of lines with one line that says so", () => {
    const { write, texts, output } = setUp({ outputLines: 2 });
    write("a\nb\nc\nd");
    write("e\n");
    output.end();
    expect(texts()).toEqual(["a", "b", expect.stringContaining("or 2 lines; the rest")]);
  });

  it("counts the lines that end with the program too", () => {
    const { write, texts, output } = setUp({ outputLines: 1 });
    write("a");
    write("b", "stderr");
    output.end();
    expect(texts()).toEqual(["a", expect.stringContaining("The output exceeds")]);
  });

  it("goes on being counted, and leaves room for the executor's own lines", () => {
    const { write, texts, output } = setUp({ outputBytes: 2 });
    write("abc\n");
    write("def\n");
    output.note("warn", "note");
    output.end();
    expect(output.received).toBe(8);
    expect(texts().at(-1)).toBe("note");
  });
});
