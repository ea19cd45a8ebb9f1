type JsonText = { ok: true; value: unknown } | { ok: false; reason: string };

/** Parses JSON and, when it is none, says in which line and column it stops being so. */
export function parseJsonText(text: string): JsonText {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (problem) {
    const message = problem instanceof Error ? problem.message : String(problem);
    const position = /position (\d+)/.exec(message)?.[1];
    const where = position === undefined ? "" : placeOf(text, Number(position));
    const reason = message
      .replace(/ in JSON at position.*$/, "")
      .replace(/,? ?"[\s\S]*is not valid JSON$/, "");
    return { ok: false, reason: `Not valid JSON${where}: ${reason || message}.` };
  }
}

function placeOf(text: string, position: number): string {
  const before = text.slice(0, position).split("\n");
  return ` at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
