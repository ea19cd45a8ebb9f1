import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync("app/globals.css", "utf8");

/** The custom properties a theme sets, over those of the light one, which all others begin with. */
function tokensOf(selector: string): Map<string, string> {
  const tokens = new Map<string, string>();
  for (const [, name, body] of css.matchAll(/^(:root|\[data-theme="[\w-]+"\]) \{([^}]*)\}/gm)) {
    if (name !== ":root" && name !== selector) continue;
    for (const [, token, value] of (body ?? "").matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)) {
      tokens.set(token ?? "", value ?? "");
    }
  }
  return tokens;
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each([
  ":root",
  '[data-theme="dark"]',
  '[data-theme="hc-white"]',
  '[data-theme="hc-black"]',
])("the bars of %s", (theme) => {
  const tokens = tokensOf(theme);
  const tones = [...tokens.keys()].filter((name) => /^--tone-(?!on$)\w+$/.test(name));

  it.each(tones)("%s stands out from the surface by 3:1", (tone) => {
    const surface = tokens.get("--surface") ?? "";
    expect(contrast(tokens.get(tone) ?? "", surface)).toBeGreaterThanOrEqual(3);
  });

  it("are of thirteen families", () => {
    expect(tones).toHaveLength(13);
  });
});
