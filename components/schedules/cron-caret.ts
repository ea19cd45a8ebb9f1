/** Where a field of an expression stands in its text. */
export type CronFieldSpan = { from: number; to: number };

/** The blank-separated fields of an expression, as positions in the text. */
export function cronFieldSpans(text: string): CronFieldSpan[] {
  return Array.from(text.matchAll(/\S+/g), (match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** The field the caret stands in, at either of its ends, or is about to begin; from 0. */
export function cronFieldAt(text: string, caret: number): number {
  const spans = cronFieldSpans(text);
  const within = spans.findIndex((span) => caret >= span.from && caret <= span.to);
  return within >= 0 ? within : spans.filter((span) => span.to < caret).length;
}
