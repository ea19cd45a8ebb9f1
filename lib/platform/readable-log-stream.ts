const LEVEL_NAMES: Record<number, string> = {
  10: "trace",
  20: "debug",
  30: "info",
  40: "WARN",
  50: "ERROR",
  60: "FATAL",
};

function readableError(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  const { stack, message } = error as { stack?: unknown; message?: unknown };
  return String(stack ?? message ?? JSON.stringify(error));
}

/** One pino JSON line as `12:00:00 info message key=value`, an error's stack below; other text stays as it is. */
export function readableLogLine(line: string): string {
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return line;
  }
  const { level, time, msg, err, ...rest } = entry;
  const at = typeof time === "number" ? new Date(time).toISOString().slice(11, 19) : "";
  const details = Object.entries(rest).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  const head = [at, LEVEL_NAMES[Number(level)] ?? String(level), msg, ...details].join(" ").trim();
  return err === undefined ? `${head}\n` : `${head}\n${readableError(err)}\n`;
}

/** A pino destination that writes readable lines to `output`. */
export function readableLogStream(output: { write(text: string): unknown }): {
  write(line: string): void;
} {
  return {
    write(line) {
      output.write(readableLogLine(line));
    },
  };
}
