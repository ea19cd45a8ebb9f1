import { describe, expect, it } from "vitest";
import { evaluatedComment, recordedComment } from "./event-comment";

const run = { id: "0198", definitionName: "CLOSE $& BOOKS", state: "Running" };
const commentOf = (comment: string) => recordedComment(comment, run).comment;
const inBraces = (name: string) => `$\{${name}}`;

describe("the comment of a raising (run-states-and-chains 4.5)", () => {
  it("names the run, its definition and its state", () => {
    const comment = ["jobid", "jobdescription", "jobstatus"].map(inBraces).join(" / ");
    expect(commentOf(`${comment} / ${inBraces("jobid")}`)).toBe(
      "0198 / CLOSE $& BOOKS / Running / 0198",
    );
  });

  it("keeps whatever else stands in it", () => {
    expect(commentOf(`$jobid ${inBraces("other")} {jobid}`)).toBe(
      `$jobid ${inBraces("other")} {jobid}`,
    );
  });
});

describe("a comment that is an expression (2.3)", () => {
  const scope = {
    raisedAt: new Date("2026-03-02T12:00:00Z"),
    definitionName: "CLOSE 'BOOKS'",
    values: { rows: 1204, day: "2026-03-01T00:00:00.000Z" },
    declared: [],
    isWindowOpen: () => true,
  };

  it("is recorded as it is, with what can be no code filled in", () => {
    const comment = `='${inBraces("jobid")} ${inBraces("jobstatus")} ${inBraces("jobdescription")}'`;
    expect(recordedComment(comment, run)).toEqual({
      comment: "",
      expression: `='0198 Running ${inBraces("jobdescription")}'`,
    });
  });

  it.each([
    ["='Rows: ' + Parameters.rows", "Rows: 1204"],
    ["=Time.format(Time.now(), 'yyyy-MM-dd HH:mm', 'UTC')", "2026-03-02 12:00"],
    ["=Time.isTimeWindowOpen(Time.now(), 'NIGHT') ? 'open' : 'closed'", "open"],
    ["=Parameters.rows / 4", "301"],
    [`='of ${inBraces("jobdescription")}'`, "of CLOSE 'BOOKS'"],
  ])("%s makes %s", (expression, comment) => {
    expect(evaluatedComment(expression, scope)).toBe(comment);
  });

  it("says why it could not be made", () => {
    expect(evaluatedComment("=Parameters.rows / 0", scope)).toContain(
      "The comment could not be made: =Parameters.rows / 0 fails at position",
    );
  });

  it("is cut where a comment ends", () => {
    const long = { ...scope, values: { text: "x".repeat(5000) } };
    expect(evaluatedComment("=Parameters.text", long)).toHaveLength(1000);
  });
});
