import { Command, CommanderError, Option } from "commander";
import { type ApiClient, createApiClient, type ServerOptions } from "./api-client";
import { type ApplyOptions, applyFile } from "./apply-command";
import { CommandError, type CommandIo } from "./command-io";
import { exportTo } from "./export-command";
import { formatTable, oneLine } from "./format-table";
import {
  actOnRun,
  type ListOptions,
  listRuns,
  printLog,
  type SubmitOptions,
  submitRun,
} from "./run-commands";

const ACTIONS = {
  hold: "Holds a run that waits",
  release: "Lets a held run go on",
  cancel: "Cancels a run that has not started",
  kill: "Ends a run that has started",
  restart: "Runs an ended run again, as a new run",
};

interface DefinitionRow {
  name: string;
  kind: string;
  active: boolean;
  http: { method: string; url: string };
}

/** Runs one command with its arguments (without those of Node); the exit code, 0 when it did what it should. */
export async function runCommandLine(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    await programOf(io).parseAsync([...argv], { from: "user" });
    return 0;
  } catch (error) {
    // What commander has to say it has written itself.
    if (error instanceof CommanderError) return error.exitCode;
    if (!(error instanceof CommandError)) throw error;
    io.note(error.message);
    return error.exitCode;
  }
}

function programOf(io: CommandIo): Command {
  const program = new Command("stellwerk")
    .description("Talks to a Stellwerk server. `stellwerk start` starts one.")
    .addOption(new Option("-s, --server <url>", "address of the server (STELLWERK_URL)"))
    .addOption(new Option("-u, --user <name>", "user or client id (STELLWERK_API_USER)"))
    .addOption(new Option("-p, --password <text>", "password or secret (STELLWERK_API_PASSWORD)"))
    .configureOutput({
      writeOut: (text) => io.write(text),
      writeErr: (text) => io.note(text.trimEnd()),
    })
    .exitOverride();
  const client = () =>
    createApiClient(io, serverOptions(io, program.opts<Partial<ServerOptions>>()));
  addRunCommands(program, io, client);
  addServerCommands(program, io, client);
  addConfigurationCommands(program, io, client);
  return program;
}

function serverOptions({ env }: CommandIo, given: Partial<ServerOptions>): ServerOptions {
  return {
    server: given.server ?? env.STELLWERK_URL ?? "http://localhost:3000",
    user: given.user ?? env.STELLWERK_API_USER,
    password: given.password ?? env.STELLWERK_API_PASSWORD,
  };
}

function addRunCommands(program: Command, io: CommandIo, client: () => ApiClient): void {
  program
    .command("run <definition>")
    .description("Submits a run and prints its id")
    .option("--parameters <json>", "parameters as a JSON object")
    .option("--start-at <instant>", "when to start, e.g. 2026-11-21T02:00:00Z")
    .option("--hold", "submit it held")
    .option("--priority <number>", "1 to 100")
    .option("--wait", "wait for its end; exit code 1 unless it completes")
    .action((definition: string, options: SubmitOptions) =>
      submitRun(io, client(), definition, options),
    );
  program
    .command("runs")
    .description("Lists the newest runs")
    .option("--state <states>", "one or several run states, separated by commas")
    .option("--definition <name>", "runs of this definition")
    .option("--job-name <pattern>", "job name; * stands for any characters")
    .option("--limit <number>", "how many, 1 to 500", "20")
    .option("--json", "print JSON")
    .action((options: ListOptions) => listRuns(io, client(), options));
  program
    .command("log <run>")
    .description("Prints the log of a run")
    .addOption(
      new Option("--format <format>").choices(["text", "ndjson", "json", "csv"]).default("text"),
    )
    .action((runId: string, { format }: { format: string }) =>
      printLog(io, client(), runId, format),
    );
  for (const [action, description] of Object.entries(ACTIONS)) {
    const command = program.command(`${action} <run>`).description(description);
    if (action !== "restart") command.option("-m, --message <text>", "why; kept with the run");
    command.action((runId: string, { message }: { message?: string }) =>
      actOnRun(io, client(), { action, runId, message }),
    );
  }
}

function addServerCommands(program: Command, io: CommandIo, client: () => ApiClient): void {
  program
    .command("definitions")
    .description("Lists the definitions")
    .option("--name <part>", "part of the name")
    .option("--json", "print JSON")
    .action((options: { name?: string; json?: true }) => listDefinitions(io, client(), options));
  program
    .command("token")
    .description("Prints an access token for the credential")
    .action(async () => io.out(await client().token()));
  program
    .command("demo")
    .description("Loads a small landscape to look at")
    .action(async () => {
      const made = await client().json<{ definitions: string[]; runs: string[] }>("POST", "/demo", {
        has: "definitions",
      });
      io.out(`${made.definitions.length} definitions and ${made.runs.length} runs were made.`);
    });
}

function addConfigurationCommands(program: Command, io: CommandIo, client: () => ApiClient): void {
  program
    .command("apply <file>")
    .description("Makes the configuration what a YAML file says, after showing what changes")
    .option("--dry-run", "only show what would change and what would be refused")
    .option("--prune", "remove what the file does not name")
    .option("-y, --yes", "do not ask")
    .addHelpText("after", "\nExit code 0: done, or nothing to do; 1: refused; 2: not confirmed.")
    .action((file: string, options: ApplyOptions) => applyFile(io, client(), { file, ...options }));
  program
    .command("export [file]")
    .description("Writes the whole configuration as YAML, to a file or to the terminal")
    .action((file?: string) => exportTo(io, client(), file));
}

async function listDefinitions(
  io: CommandIo,
  client: ApiClient,
  options: { name?: string; json?: true },
): Promise<void> {
  const items: DefinitionRow[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: "500" });
    if (options.name !== undefined) query.set("name", options.name);
    if (cursor !== null) query.set("cursor", cursor);
    const page: { items: DefinitionRow[]; nextCursor: string | null } = await client.json(
      "GET",
      `/definitions?${query}`,
      { has: "items" },
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  if (options.json) {
    io.out(JSON.stringify(items, null, 2));
    return;
  }
  const rows = items.map(({ name, kind, active, http }) => [
    oneLine(name),
    kind,
    active ? "active" : "inactive",
    `${http.method} ${oneLine(http.url)}`,
  ]);
  for (const line of formatTable(["DEFINITION", "KIND", "ACTIVE", "ENDPOINT"], rows)) io.out(line);
}
