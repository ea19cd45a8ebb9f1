import { describe, expect, it } from "vitest";
import { parseMonitorSelection } from "../../search-params";
import { draftFrom, EMPTY_DRAFT, selectionFromDraft } from "./selection-draft";

function draftOf(address: string) {
  return draftFrom(parseMonitorSelection(new URLSearchParams(address)));
}

describe("the selection screen", () => {
  it("shows what the address says and gives it back unchanged", () => {
    const address =
      "jobName=CLOSE_*,OPEN_*&user=ops*&kind=http,chain&state=failed,R&returnCode=4&event=CLOSED&from=now-24h&startedTo=2025-11-14T14:00:00.000Z";
    const draft = draftOf(address);
    expect(draft.text).toMatchObject({
      jobName: "CLOSE_*,OPEN_*",
      startedTo: "2025-11-14 14:00:00",
    });
    expect(selectionFromDraft(draft)).toMatchObject({
      ok: true,
      change: {
        jobName: ["CLOSE_*", "OPEN_*"],
        user: "ops*",
        kind: ["http", "chain"],
        state: ["failed", "R"],
        returnCode: 4,
        event: "CLOSED",
        from: "now-24h",
        startedTo: "2025-11-14T14:00:00.000Z",
      },
    });
  });

  it("takes a filter away when its field is emptied", () => {
    const result = selectionFromDraft(EMPTY_DRAFT);
    expect(result.ok && Object.entries(result.change)).toContainEqual(["jobName", undefined]);
    expect(result.ok && Object.values(result.change).every((value) => value === undefined)).toBe(
      true,
    );
  });

  it("says at the field what is wrong and applies nothing", () => {
    const text = { ...EMPTY_DRAFT.text, from: "next week", returnCode: "four", jobName: "CLOSE_*" };
    const result = selectionFromDraft({ ...EMPTY_DRAFT, text });
    expect(result.ok ? [] : Object.keys(result.problems).sort()).toEqual(["from", "returnCode"]);
  });
});
