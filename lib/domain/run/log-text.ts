/** Colours a log may ask for by their old terminal names; brighter ones count as the same. */
export const LOG_COLOURS = [
  "black",
  "red",
  "green",
  "yellow",
  "blue",
  "magenta",
  "cyan",
  "white",
] as const;
export type LogColour = (typeof LOG_COLOURS)[number];

/** How a stretch of a line is to look. */
export interface LogStyle {
  colour: LogColour | null;
  bold: boolean;
  dim: boolean;
  italic: boolean;
  underline: boolean;
}

/** A stretch of a line in one style. */
export interface StyledText {
  text: string;
  style: LogStyle;
}

export const PLAIN_STYLE: LogStyle = {
  colour: null,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
};

const SEQUENCE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what is read.
  /(?:\u001b\[|\u009b)([0-?]*)[ -/]*([@-~])|\u001b(?:[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~]?)/g;
const CONTROLS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;

/** The text without terminal escapes, control characters and marks that reorder what is read. */
export function plainLogText(text: string): string {
  return withoutControls(text.replace(SEQUENCE, ""));
}

/**
 * A line cut where its colours and weights change (SGR sequences); every other terminal sequence is left out. The parts
 * joined are what {@link plainLogText} gives, so nothing of a sequence is ever shown or acted on.
 */
export function styledLogText(text: string): StyledText[] {
  const parts: StyledText[] = [];
  let style = PLAIN_STYLE;
  let from = 0;
  const add = (until: number) => {
    const piece = withoutControls(text.slice(from, until));
    if (piece !== "") parts.push({ text: piece, style });
  };
  for (const match of text.matchAll(SEQUENCE)) {
    add(match.index);
    from = match.index + match[0].length;
    if (match[2] === "m") style = styleAfter(style, match[1] ?? "");
  }
  add(text.length);
  return parts;
}

function withoutControls(text: string): string {
  return text.replace(CONTROLS, "");
}

/** The style after the numbers of one SGR sequence, `1;31`; what is not understood changes nothing. */
function styleAfter(before: LogStyle, numbers: string): LogStyle {
  let style = before;
  const codes = numbers.split(";").map((part) => Number(part === "" ? 0 : part));
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] ?? 0;
    // Colours by number and by red, green, blue carry their values behind them: they must not count as codes.
    if (code === 38 || code === 48) index += codes[index + 1] === 2 ? 4 : 2;
    else style = styleWith(style, code);
  }
  return style;
}

function styleWith(style: LogStyle, code: number): LogStyle {
  if (code === 0) return PLAIN_STYLE;
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 3) return { ...style, italic: true };
  if (code === 4) return { ...style, underline: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 23) return { ...style, italic: false };
  if (code === 24) return { ...style, underline: false };
  if (code === 39) return { ...style, colour: null };
  const colour = code >= 90 && code <= 97 ? code - 90 : code - 30;
  const named = LOG_COLOURS[colour];
  return named === undefined ? style : { ...style, colour: named };
}
