import { describe, expect, it } from "vitest";
import { outcomeFromStatus } from "./http-outcome";

describe("outcomeFromStatus", () => {
  it.each([
    [200, "SUCCESS"],
    [201, "SUCCESS"],
    [202, "ACK_RECVD"],
    [204, "SUCCESS"],
    [301, "SUCCESS"],
    [399, "SUCCESS"],
    [400, "REQUEST_ERROR"],
    [404, "REQUEST_ERROR"],
    [429, "REQUEST_ERROR"],
    [499, "REQUEST_ERROR"],
    [500, "ERROR"],
    [503, "ERROR"],
    [999, "ERROR"],
    [100, "ERROR"],
  ] as const)("takes %i for %s", (status, outcome) => {
    expect(outcomeFromStatus(status)).toBe(outcome);
  });
});
