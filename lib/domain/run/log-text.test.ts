import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PLAIN_STYLE, plainLogText, styledLogText } from "./log-text";

const ESC = "\u001b";

describe("plainLogText", () => {
  it("removes colours, links, titles, control and reordering characters but keeps tabs", () => {
    expect(plainLogText(`${ESC}[1;31mred${ESC}[0m\tplain\u0000`)).toBe("red\tplain");
    expect(plainLogText(`${ESC}]8;;http://x\u0007link${ESC}]8;;\u0007`)).toBe("link");
    expect(plainLogText(`${ESC}]0;title${ESC}\\text`)).toBe("text");
    expect(plainLogText(`${ESC}[2J${ESC}[10;5Hmoved${ESC}(B`)).toBe("moved");
    expect(plainLogText("abc\u202etxt.exe")).toBe("abctxt.exe");
    expect(plainLogText("\u009b31mred")).toBe("red");
  });

  it("leaves markup as the text it is", () => {
    const hostile = "<img src=x onerror=alert(1)>&lt;";
    expect(plainLogText(`${ESC}[31m${hostile}${ESC}[0m`)).toBe(hostile);
  });
});

describe("styledLogText", () => {
  it("cuts where the style changes and takes it back", () => {
    const red = { ...PLAIN_STYLE, colour: "red" };
    expect(styledLogText(`a${ESC}[31mb${ESC}[1mc${ESC}[39;22md`)).toEqual([
      { text: "a", style: PLAIN_STYLE },
      { text: "b", style: red },
      { text: "c", style: { ...red, bold: true } },
      { text: "d", style: PLAIN_STYLE },
    ]);
  });

  it("does not take the values of other colour models for codes", () => {
    expect(styledLogText(`${ESC}[38;2;1;4;31mx`)).toEqual([{ text: "x", style: PLAIN_STYLE }]);
    expect(styledLogText(`${ESC}[38;5;1;4mx`)[0]?.style).toEqual({
      ...PLAIN_STYLE,
      underline: true,
    });
  });

  it("shows what plainLogText shows, whatever is written", () => {
    const piece = fc.constantFrom(
      ESC,
      "[",
      "]",
      "31",
      ";",
      "m",
      "<b>",
      "\u0007",
      "\\",
      "\u009b",
      "x",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        const shown = styledLogText(text).map((part) => part.text);
        expect(shown.join("")).toBe(plainLogText(text));
        expect(shown.join("")).not.toContain(ESC);
      }),
    );
  });
});
