import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFinal, RUN_STATES, type RunState } from "./run-state";
import {
  foldSegments,
  type StateSegment,
  segmentMs,
  segmentsFromTransitions,
  spanOfSegments,
  type TransitionView,
  withPresentReason,
} from "./timeline-segments";

const TRANSITIONAL_STATES: readonly RunState[] = ["New", "Dispatched", "Assigned"];
const START = Date.UTC(2025, 10, 14, 14, 0, 0);
const now = new Date(START + 1_000_000);
const live = RUN_STATES.filter((state) => !isFinal(state));
const final = RUN_STATES.filter((state) => isFinal(state));

/** Histories of any length; steps may be zero or negative, as clocks are. */
const history = fc
  .tuple(
    fc.array(
      fc.record({ state: fc.constantFrom(...live), step: fc.integer({ min: -50, max: 5_000 }) }),
      {
        minLength: 1,
        maxLength: 60,
      },
    ),
    fc.option(fc.constantFrom(...final)),
  )
  .map(([moves, end]): TransitionView[] => {
    let at = START;
    const transitions = moves.map((move) => {
      at += move.step;
      return { state: move.state, at: new Date(at) };
    });
    return end === null ? transitions : [...transitions, { state: end, at: new Date(at + 7) }];
  });

function expectTiling(segments: readonly StateSegment[]) {
  segments.forEach((segment, index) => {
    const next = segments[index + 1];
    if (next !== undefined) expect(segment.until?.getTime()).toBe(next.from.getTime());
    if (segment.until !== null) {
      expect(segment.until.getTime()).toBeGreaterThanOrEqual(segment.from.getTime());
    }
  });
}

describe("segmentsFromTransitions", () => {
  it("tiles the life of any run without gap or overlap", () => {
    fc.assert(
      fc.property(history, (transitions) => {
        const segments = segmentsFromTransitions(transitions);
        expect(segments.map((segment) => segment.state)).toEqual(transitions.map((t) => t.state));
        expect(segments[0]?.from).toEqual(transitions[0]?.at);
        expectTiling(segments);
        const last = segments.at(-1);
        const isEnded = last !== undefined && isFinal(last.state);
        expect(last?.until === null).toBe(!isEnded);
        if (isEnded) expect(last?.until).toEqual(last?.from);
      }),
    );
  });

  it("has no segment without transitions", () => {
    expect(segmentsFromTransitions([])).toEqual([]);
    expect(spanOfSegments([[]], now)).toBeNull();
  });
});

describe("withPresentReason", () => {
  const waiting: TransitionView[] = [
    { state: "Scheduled", at: new Date(START) },
    { state: "LockWait", at: new Date(START + 5), reason: "LOCK: LEDGER" },
  ];

  it("says what is waited for now, not what was waited for first", () => {
    const shown = withPresentReason(waiting, { state: "LockWait", reason: "LOCK: STOCK" });
    expect(shown.map(({ reason }) => reason)).toEqual([undefined, "LOCK: STOCK"]);
    expect(segmentsFromTransitions(shown).map((s) => s.state)).toEqual(["Scheduled", "LockWait"]);
  });

  it("leaves a history alone that the run has left behind, or ended", () => {
    expect(withPresentReason(waiting, { state: "Queued", reason: "NO_SLOT" })).toBe(waiting);
    expect(withPresentReason(waiting, { state: "LockWait", reason: null })).toBe(waiting);
    const ended: TransitionView[] = [{ state: "Error", at: new Date(START), reason: "HTTP_500" }];
    expect(withPresentReason(ended, { state: "Error", reason: "later" })).toBe(ended);
  });
});

describe("foldSegments", () => {
  it("keeps the tiling and the span, and loses no stay", () => {
    fc.assert(
      fc.property(history, (transitions) => {
        const segments = segmentsFromTransitions(transitions);
        const folded = foldSegments(segments, TRANSITIONAL_STATES);
        expectTiling(folded);
        expect(spanOfSegments([folded], now)).toEqual(spanOfSegments([segments], now));
        const count = folded.reduce((sum, segment) => sum + 1 + segment.folded.length, 0);
        expect(count).toBe(segments.length);
        const hidden = folded.slice(0, -1).filter((s) => TRANSITIONAL_STATES.includes(s.state));
        expect(hidden).toEqual([]);
      }),
    );
  });

  it("gives the time of Dispatched and Assigned to the wait before them", () => {
    const at = (ms: number) => new Date(START + ms);
    const folded = foldSegments(
      segmentsFromTransitions([
        { state: "New", at: at(0) },
        { state: "Scheduled", at: at(10) },
        { state: "Dispatched", at: at(500) },
        { state: "Assigned", at: at(520) },
        { state: "Running", at: at(530) },
        { state: "Completed", at: at(900) },
      ]),
      TRANSITIONAL_STATES,
    );
    expect(folded.map((s) => [s.state, segmentMs(s, now)])).toEqual([
      ["Scheduled", 530],
      ["Running", 370],
      ["Completed", 0],
    ]);
    expect(folded[0]?.folded.map((s) => s.state)).toEqual(["New", "Dispatched", "Assigned"]);
  });

  it("shows a transitional state in which the run still is", () => {
    const folded = foldSegments(
      segmentsFromTransitions([
        { state: "Scheduled", at: new Date(START) },
        { state: "Dispatched", at: new Date(START + 5) },
      ]),
      TRANSITIONAL_STATES,
    );
    expect(folded.map((s) => s.state)).toEqual(["Scheduled", "Dispatched"]);
  });
});
