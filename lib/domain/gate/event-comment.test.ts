import { describe, expect, it } from "vitest";
import { eventComment } from "./event-comment";

const run = { id: "0198", definitionName: "CLOSE $& BOOKS", state: "Running" };
const inBraces = (name: string) => `$\{${name}}`;

describe("the comment of a raising (run-states-and-chains 4.5)", () => {
  it("names the run, its definition and its state", () => {
    const comment = ["jobid", "jobdescription", "jobstatus"].map(inBraces).join(" / ");
    expect(eventComment(`${comment} / ${inBraces("jobid")}`, run)).toBe(
      "0198 / CLOSE $& BOOKS / Running / 0198",
    );
  });

  it("keeps whatever else stands in it", () => {
    expect(eventComment(`$jobid ${inBraces("other")} {jobid}`, run)).toBe(
      `$jobid ${inBraces("other")} {jobid}`,
    );
  });
});
