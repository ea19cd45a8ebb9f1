import { describe, expect, it } from "vitest";
import { isSuccessfulReturnCode, returnCodesSchema } from "./return-codes";

function successes(rule: string | null, codes: number[]): number[] {
  return codes.filter((code) => {
    const verdict = isSuccessfulReturnCode(rule, code);
    return verdict.ok && verdict.success;
  });
}

describe("return codes that mean Completed (run-states-and-chains 1.2)", () => {
  it("is only 0 without a rule", () => {
    expect(successes(null, [-1, 0, 1])).toEqual([0]);
  });

  it("is what the list holds, and 0 only when it is in the list", () => {
    expect(successes("4,8-12", [0, 4, 7, 8, 12, 13])).toEqual([4, 8, 12]);
    expect(successes("0,4", [0, 1, 4])).toEqual([0, 4]);
    expect(successes("-3,10-20,50-", [-9, 0, 3, 4, 15, 49, 50])).toEqual([-9, 0, 3, 15, 50]);
  });

  it("is what an expression over returnCode says", () => {
    expect(successes("=returnCode % 2 === 0", [0, 1, 2])).toEqual([0, 2]);
    expect(
      successes("=returnCode === -1 || Range.inRange(returnCode, '0-3')", [-2, -1, 3, 4]),
    ).toEqual([-1, 3]);
  });

  it("is a refusal when the rule gives no answer", () => {
    expect(isSuccessfulReturnCode("=returnCode", 0)).toEqual({
      ok: false,
      reason: "The rule for return codes must give true or false.",
    });
    expect(isSuccessfulReturnCode("=1 / returnCode > 0", 0)).toEqual({
      ok: false,
      reason:
        "The rule for return codes is wrong at position 4: A number cannot be divided by zero.",
    });
    expect(isSuccessfulReturnCode("x", 0)).toMatchObject({ ok: false });
  });
});

describe("a rule for return codes", () => {
  it.each(["0", "-3,10-20,50-", "=returnCode < 5"])("may be %j", (rule) => {
    expect(returnCodesSchema.safeParse(rule).success).toBe(true);
  });

  it.each(["", "abc", "1;2", "=returnCode = 0", "=Chain.x", "=Time.now() === null"])(
    "cannot be %j",
    (rule) => {
      expect(returnCodesSchema.safeParse(rule).success).toBe(false);
    },
  );

  it("says where it is wrong", () => {
    expect(returnCodesSchema.safeParse("0,x").error?.issues[0]?.message).toMatch(
      /^must be a list of return codes or an expression; at position 3: Write a number/,
    );
  });
});
