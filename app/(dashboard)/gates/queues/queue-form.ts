import { numberFrom, typedOrNull, typedText, typedTexts } from "../form-values";

/** What a form of a queue asks for, as the schema of the queue takes it; being held is not part of it. */
export function queueInputFrom(form: FormData): Record<string, unknown> {
  const sizes = typedTexts(form, "serverSize");
  const servers = typedTexts(form, "server").map((server, index) => ({
    server: server.trim(),
    size: numberFrom(sizes[index] ?? ""),
  }));
  return {
    description: typedText(form, "description"),
    size: numberFrom(typedText(form, "size")),
    holdLevel: numberFrom(typedText(form, "holdLevel")),
    window: typedOrNull(form, "window"),
    countWaiting: form.has("countWaiting"),
    countConsole: form.has("countConsole"),
    servers: servers.filter(({ server, size }) => server !== "" || size !== null),
  };
}
