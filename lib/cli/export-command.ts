import type { ApiClient } from "./api-client";
import { CommandError, type CommandIo } from "./command-io";

type Io = Pick<CommandIo, "write" | "note" | "writeFile">;

/** Writes the configuration of the server as YAML, which `apply` takes: to a file, or as the result. */
export async function exportTo(io: Io, client: ApiClient, file?: string): Promise<void> {
  const pieces: string[] = [];
  await client.text("/configuration?format=yaml", (piece) => pieces.push(piece));
  const yaml = pieces.join("");
  if (!/^version: \d+$/m.test(yaml)) {
    throw new CommandError("What answers there is not a Stellwerk server.");
  }
  if (file === undefined) {
    io.write(yaml);
    return;
  }
  await io.writeFile(file, yaml).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`The file "${file}" cannot be written: ${reason}`);
  });
  io.note(`Written to ${file}.`);
}
