import { describe, expect, it } from "vitest";
import { logFileNames } from "./log-file-names";

const run = { id: "id-1", jobName: "CLOSE", jobCount: "02140501", state: "Error" } as const;

describe("names of the files of an archive of logs", () => {
  it("are job, number and state, in the folder of their chain", () => {
    const nameOf = logFileNames();
    expect(nameOf(run, null)).toBe("CLOSE_02140501_Error.log");
    const chain = { ...run, jobName: "NIGHT", jobCount: "02000001", state: "Completed" } as const;
    expect(nameOf(run, chain)).toBe("NIGHT_02000001/CLOSE_02140501_Error.log");
  });

  it("lead out of no folder, and none is given twice", () => {
    const nameOf = logFileNames();
    expect(nameOf({ ...run, jobName: "../../etc/\u0000x" }, null)).toBe(
      "_etc_x_02140501_Error.log",
    );
    expect(nameOf(run, null)).toBe("CLOSE_02140501_Error.log");
    expect(nameOf({ ...run, id: "id-2" }, null)).toBe("CLOSE_02140501_Error_id-2.log");
  });
});
