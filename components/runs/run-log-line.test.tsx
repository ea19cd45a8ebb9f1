import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { RunLogLine } from "@/components/runs/run-log-line";
import { RunLogView } from "@/components/runs/run-log-view";

const ESC = "\u001b";
const AT = new Date("2026-03-01T12:00:04.250Z");

function lineOf(text: string, search = "", since?: Date): string {
  return renderToStaticMarkup(
    <RunLogLine
      line={{ number: 12, at: AT, level: "error", text }}
      search={search}
      isCurrentHit={false}
      isTarget={false}
      wraps
      since={since}
    />,
  );
}

describe("a line of a log", () => {
  it.each([
    `<img src=x onerror=alert(1)>`,
    `${ESC}[31m<script>alert(1)</script>${ESC}[0m`,
    `${ESC}]8;;javascript:alert(1)\u0007<a href="javascript:alert(1)">x</a>${ESC}]8;;\u0007`,
    `"><style>*{display:none}</style>`,
  ])("is text and nothing else, whatever stands in it: %j", (text) => {
    const html = lineOf(text, "alert");
    expect(html).not.toMatch(/<(img|script|style)|href="javascript/);
    expect(html).not.toContain(ESC);
  });

  it("has colours as classes, hits marked, and a permanent link", () => {
    const html = lineOf(`all ${ESC}[31mred${ESC}[0m`, "RED");
    expect(html).toContain('href="#L12"');
    expect(html).toMatch(/<mark[^>]*>red<\/mark>/);
    expect(lineOf(`${ESC}[31mred`)).toContain("text-danger-text");
    expect(html).not.toContain("style=");
  });

  it("tells its time by the clock, or since the beginning of the log", () => {
    expect(lineOf("x")).toContain(">12:00:04.250<");
    expect(lineOf("x", "", new Date("2026-03-01T12:00:00Z"))).toContain(">+0:04.250<");
  });

  it("is cut when it is endless, until all of it is asked for", () => {
    const html = lineOf("x".repeat(1_000_000));
    expect(html).toContain("show all 1,000,000 characters");
    expect(html.length).toBeLessThan(10_000);
  });
});

describe("the log view", () => {
  const lines = Array.from({ length: 100_000 }, (_, index) => ({
    ...{ number: index + 1, at: AT, level: "info" as const, text: `line ${index + 1}` },
  }));

  it("draws of a hundred thousand lines only those in sight", () => {
    const html = renderToStaticMarkup(<RunLogView lines={lines} />);
    expect(html).toContain('role="log"');
    expect(html).toContain("100,000 lines");
    expect(html.match(/data-index=/g)?.length).toBeLessThan(100);
  });

  it("says why there is no line", () => {
    const empty = { title: "No log is kept", description: "It was removed." };
    expect(renderToStaticMarkup(<RunLogView lines={[]} empty={empty} />)).toContain(
      "No log is kept",
    );
  });
});
