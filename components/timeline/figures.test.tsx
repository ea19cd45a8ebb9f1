import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { StateStrip } from "@/components/runs/state-strip";
import { StateTimeline } from "@/components/runs/state-timeline";
import { drawnLanes } from "@/components/timeline/drawn-lanes";
import { drawnAt, idleBreaks } from "@/components/timeline/time-breaks";
import { timelineSvg } from "@/components/timeline/timeline-svg";
import type { RunState } from "@/lib/domain/run/run-state";
import type { TransitionView } from "@/lib/domain/run/timeline-segments";

const START = Date.UTC(2025, 10, 14, 14, 0, 0);
const at = (seconds: number) => new Date(START + seconds * 1_000);
type Change = [state: RunState, seconds: number, reason?: string];

const begun = (from: number): Change[] => [
  ["Dispatched", from],
  ["Assigned", from + 0.02],
  ["Running", from + 0.05],
];

/** The figures of job states: their changes, and the patterns and outcome they are recognised by. */
const FIGURES: { name: string; changes: Change[]; seen: string[]; end: string }[] = [
  {
    name: "a completed job",
    changes: [["New", 0], ["Scheduled", 0.01], ...begun(10), ["Completed", 40]],
    seen: ["waiting/pale", "running/solid"],
    end: "Completed",
  },
  {
    name: "a job that waited on an event",
    changes: [
      ["New", 0],
      ["Scheduled", 0.01],
      ["EventWait", 10, "EVENT: INVOICES_IN"],
      ...begun(30),
      ["Completed", 60],
    ],
    seen: ["waiting/pale", "waiting/dots", "running/solid"],
    end: "Completed",
  },
  {
    name: "a job that waited for a lock",
    changes: [
      ["New", 0],
      ["Scheduled", 0.01],
      ["LockWait", 10, "LOCK: LEDGER"],
      ...begun(30),
      ["Completed", 60],
    ],
    seen: ["waiting/pale", "waiting/cross", "running/solid"],
    end: "Completed",
  },
  {
    name: "a canceled job",
    changes: [
      ["New", 0],
      ["Scheduled", 0.01],
      ["Canceling", 30],
      ["Canceled", 30.4],
    ],
    seen: ["waiting/pale"],
    end: "Canceled",
  },
  {
    name: "a killed job",
    changes: [["New", 0], ["Scheduled", 0.01], ...begun(10), ["Killing", 40], ["Killed", 42]],
    seen: ["waiting/pale", "running/solid"],
    end: "Killed",
  },
];

const viewsOf = (changes: readonly Change[]): TransitionView[] =>
  changes.map(([state, seconds, reason]) => ({
    state,
    at: at(seconds),
    actor: "dispatcher",
    reason: reason ?? null,
  }));
const laneOf = (changes: readonly Change[]) => ({
  id: "1",
  label: "CLOSE_BOOKS",
  sublabel: "02140501",
  transitions: viewsOf(changes),
});

const palette = {
  ...{ surface: "#ffffff", ink: "#171b20", muted: "#515b66", grid: "#dde1e6" },
  toneOf: (tone: string) => `tone-${tone}`,
};

function svgOf(changes: readonly Change[], title = "CLOSE_BOOKS / 02140501") {
  const lanes = drawnLanes([laneOf(changes)], { showsTransitional: false, isAligned: false });
  const last = lanes[0]?.placed.at(-1)?.from.getTime() ?? START;
  const view = { from: START, to: last + 1_000 };
  return timelineSvg({ title, lanes, view, breaks: [], isAligned: false, now: at(100) }, palette);
}

describe.each(FIGURES)("$name", ({ changes, seen, end }) => {
  it("is drawn with its patterns and its outcome", () => {
    const html = renderToStaticMarkup(<StateTimeline lanes={[laneOf(changes)]} />);
    const drawn = [...html.matchAll(/data-tone="(\w+)" data-fill="(\w+)" data-cut/g)];
    expect(drawn.map(([, tone, fill]) => `${tone}/${fill}`).slice(0, -1)).toEqual(seen);
    expect(html).toContain(`aria-label="${end} at 2025-11-14`);
  });

  it("has a strip that says the same in one sentence", () => {
    const html = renderToStaticMarkup(<StateStrip transitions={viewsOf(changes)} label="CLOSE" />);
    expect(html).toMatch(new RegExp(`aria-label="CLOSE: Scheduled for .*, then ${end}"`));
    expect(html.split("<rect data-tone").length - 1).toBe(seen.length + 1);
    expect(html).not.toContain("<button");
  });

  it("is saved with its words and patterns", () => {
    const svg = svgOf(changes);
    expect(svg).toContain(`>${end}</text>`);
    for (const [, id] of svg.matchAll(/url\(#([\w-]+)\)/g)) {
      expect(svg).toContain(`<pattern id="${id}"`);
    }
  });
});

describe("states that pass in a moment", () => {
  const dragged: Change[] = [["Scheduled", 0], ...begun(10), ["Killing", 40], ["Killed", 400]];

  it("are shown when they drag on", () => {
    const html = renderToStaticMarkup(<StateTimeline lanes={[laneOf(dragged)]} />);
    expect(html).toContain('data-fill="striped"');
  });
});

describe("a saved picture", () => {
  const [, , lock] = FIGURES;

  it("needs nothing from elsewhere and names the job and the time in UTC", () => {
    const svg = svgOf(lock?.changes ?? []);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="1200"/);
    expect(svg).toContain(
      "<title>CLOSE_BOOKS / 02140501, 2025-11-14 14:00:00.000 UTC to 2025-11-14 14:01:01.000 UTC</title>",
    );
    expect(svg.replace("http://www.w3.org/2000/svg", "")).not.toMatch(/href|https?:|var\(|<script/);
    expect(svg).toContain("sans-serif");
    expect(svg).toContain(">14:00:30</text>");
  });

  it("is well-formed whatever a job is called", () => {
    const svg = svgOf(lock?.changes ?? [], 'A<b> & "c"\u0007');
    expect(svg).toContain(">A&lt;b&gt; &amp; &quot;c&quot;</text>");
    const open: string[] = [];
    for (const [, close, name, self] of svg.matchAll(/<(\/?)([a-z]+)(?:\s[^<>]*?)?(\/?)>/gi)) {
      if (close === "/") expect(open.pop()).toBe(name);
      else if (self === "" && name !== undefined) open.push(name);
    }
    expect(open).toEqual([]);
  });
});

describe("days without a change", () => {
  const days: Change[] = [
    ["Scheduled", 0],
    ["EventWait", 60, "EVENT: INVOICES_IN"],
    ["Running", 400_000],
    ["Completed", 400_300],
  ];

  it("can be shortened, and a saved picture shows where", () => {
    const html = renderToStaticMarkup(<StateTimeline lanes={[laneOf(days)]} />);
    expect(html).toContain("Shorten idle time");
    const lanes = drawnLanes([laneOf(days)], { showsTransitional: false, isAligned: false });
    const end = START + 400_300_000;
    const breaks = idleBreaks(
      lanes.map((lane) => lane.placed),
      end,
    );
    const view = { from: START, to: drawnAt(breaks, end) };
    const picture = { title: "A", lanes, view, breaks, isAligned: false, now: at(0) };
    const svg = timelineSvg(picture, palette);
    expect(svg.split('data-break="idle"')).toHaveLength(2);
    expect(svg).toContain("2025-11-14 14:00:00.000 UTC to 2025-11-19 05:11:40.000 UTC");
  });

  it("are not offered to be shortened where there are none", () => {
    const html = renderToStaticMarkup(<StateTimeline lanes={[laneOf(days.slice(0, 2))]} />);
    expect(html).not.toContain("Shorten idle time");
  });
});

describe("a thousand states", () => {
  const changes = Array.from(
    { length: 1_000 },
    (_, index): Change => [index % 2 === 0 ? "Queued" : "LockWait", index / 50],
  );
  const crowd: Change[] = [...changes, ["Running", 3_600], ["Completed", 7_200]];

  it("are a few buttons, one of which says what is in it", () => {
    const html = renderToStaticMarkup(<StateTimeline lanes={[laneOf(crowd)]} />);
    expect(html.split("data-segment=").length - 1).toBeLessThan(20);
    expect(html).toMatch(/data-fill="mixed"[^>]*aria-label="\d+ stays within .*LockWait \d+ ×/);
  });
});

describe("lanes aligned at their start", () => {
  const first = {
    ...laneOf([
      ["Running", 0],
      ["Completed", 60],
    ]),
    id: "a",
  };
  const second = {
    ...laneOf([
      ["Running", 86_400],
      ["Completed", 86_430],
    ]),
    id: "b",
  };

  it("begin at the same place and keep their own instants", () => {
    const lanes = drawnLanes([first, second], { showsTransitional: false, isAligned: true });
    expect(lanes.map((lane) => lane.placed[0]?.from.getTime())).toEqual([0, 0]);
    expect(lanes[1]?.segments[0]?.from).toEqual(at(86_400));
    const html = renderToStaticMarkup(<StateTimeline lanes={[first, second]} axis="aligned" />);
    expect(html).toContain("+30 s");
    expect(html).toContain("Running since 2025-11-15 14:00:00.000 UTC, for 30 s");
  });
});
