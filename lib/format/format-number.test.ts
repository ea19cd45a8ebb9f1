import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatCompact,
  formatCount,
  formatNumber,
  formatPercent,
} from "@/lib/format/format-number";

describe("formatNumber", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1000, "1,000"],
    [1234567, "1,234,567"],
    [-1234.5, "−1,234.5"],
    [Number.NaN, "–"],
  ])("writes %s as %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});

describe("formatCompact", () => {
  it("stays exact below ten thousand and shortens above", () => {
    expect(formatCompact(9999)).toBe("9,999");
    expect(formatCompact(12_345)).toBe("12.3k");
    expect(formatCompact(4_100_000)).toBe("4.1M");
    expect(formatCompact(2_000_000_000)).toBe("2G");
    expect(formatCompact(-50_000)).toBe("−50k");
  });
});

describe("the smaller helpers", () => {
  it("writes ratios as per cent", () => {
    expect(formatPercent(0.985)).toBe("98.5 %");
    expect(formatPercent(1)).toBe("100 %");
    expect(formatPercent(0 / 0)).toBe("–");
  });

  it("chooses the plural by the count", () => {
    expect(formatCount(1, "run")).toBe("1 run");
    expect(formatCount(0, "run")).toBe("0 runs");
    expect(formatCount(2, "entry", "entries")).toBe("2 entries");
  });

  it("writes bytes in powers of 1024", () => {
    expect(formatBytes(512)).toBe("512 B");
    expect(formatBytes(1536)).toBe("1.5 KiB");
    expect(formatBytes(5 * 1024 ** 3)).toBe("5 GiB");
  });
});
