import { expect, it } from "vitest";
import { fitsPattern } from "./scope-pattern";

it.each([
  ["*", "", true],
  ["*", "ANYTHING", true],
  ["NIGHT_*", "night_billing", true],
  ["NIGHT_*", "MIDNIGHT_BILLING", false],
  ["*_BILL*", "NIGHT_BILLING", true],
  ["N?GHT", "NIGHT", true],
  ["N?GHT", "NGHT", false],
  ["*A*B*C", "xxAyyBzzC", true],
  ["*A*B*C", "xxAyyBzzCd", false],
  ["", "", true],
  ["", "A", false],
  ["a.c", "abc", false],
])("%s fits %s: %s", (pattern, text, fits) => {
  expect(fitsPattern(pattern, text)).toBe(fits);
});
