import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";
import { AppError } from "@/lib/domain/errors";
import { parseEgressAllow } from "@/lib/domain/http/egress-rules";

/** The levels LOG_LEVEL accepts, from most to least talkative. */
export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** Variables by name, as a process has them. */
export type EnvSource = Readonly<Record<string, string | undefined>>;

interface Login {
  user: string;
  password: string;
}

/** The configuration of a node: every variable of operations.md, checked and with its default. */
export interface Env {
  port: number;
  /** Null: the embedded PostgreSQL. */
  databaseUrl: string | null;
  /** Absolute path. */
  dataDir: string;
  /** Origin and path under which users reach the application, without a slash at the end. */
  publicUrl: string;
  /** First administrator; null: a one-time link is printed instead. */
  admin: Login | null;
  /** Provider credential made at start. */
  api: Login | null;
  /** Null: generated in the data folder, which only the embedded database allows. */
  secretKey: string | null;
  /** Addresses (CIDR or host) that outgoing calls may reach besides public ones. */
  egressAllow: string[];
  isEngineOn: boolean;
  /** Runs executing at once on this node. */
  concurrency: number;
  /** API requests per tenant and minute. */
  rateLimitPerMinute: number;
  areProgramsAllowed: boolean;
  logLevel: (typeof LOG_LEVELS)[number];
}

/** The one place that reads the variables of this process. */
export function processEnv(): NodeJS.ProcessEnv {
  return process.env;
}

const LOOPBACK = ["127.0.0.0/8", "::1/128", "localhost"];
const SECRET_KEY_MIN_LENGTH = 32;

function defaultConcurrency(): number {
  return Math.min(400, Math.max(50, 100 * availableParallelism()));
}

/** `URL.parse` came with Node 22. */
function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isHttpOrigin(text: string): boolean {
  const url = parseUrl(text);
  const isHttp = url?.protocol === "http:" || url?.protocol === "https:";
  return isHttp && url.search === "" && url.hash === "" && url.username === "";
}

function isPostgresAddress(text: string): boolean {
  const url = parseUrl(text);
  return url?.protocol === "postgres:" || url?.protocol === "postgresql:";
}

function wholeNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));
}

const onOff = z
  .string()
  .toLowerCase()
  .pipe(z.enum(["on", "off", "true", "false", "1", "0", "yes", "no"]))
  .transform((word) => ["on", "true", "1", "yes"].includes(word));

const list = z.string().transform((text) =>
  text
    .split(/[\s,]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ""),
);

const loginText = z.string().min(1).max(128);

/** Problems found so far; reading goes on, so that one start tells all of them. */
class Reader {
  readonly problems: { name: string; sentence: string }[] = [];

  constructor(private readonly source: EnvSource) {}

  /** The checked value; undefined when the variable is unset, empty or wrong. */
  read<T>(
    name: string,
    rule: { schema: z.ZodType<T>; must: string; isSecret?: true },
  ): T | undefined {
    const text = this.source[name]?.trim();
    if (text === undefined || text === "") return undefined;
    const parsed = rule.schema.safeParse(text);
    if (parsed.success) return parsed.data;
    this.refuse(name, rule.isSecret ? rule.must : `${rule.must}, got '${text.slice(0, 100)}'`);
    return undefined;
  }

  refuse(name: string, must: string): void {
    this.problems.push({ name, sentence: `${name} must ${must}` });
  }

  isSet(name: string): boolean {
    return this.source[name] !== undefined;
  }
}

function readLogin(reader: Reader, prefix: string): Login | null {
  const must = "have 1 to 128 characters";
  const [userName, passwordName] = [`${prefix}_USER`, `${prefix}_PASSWORD`];
  const user = reader.read(userName, { schema: loginText, must });
  const password = reader.read(passwordName, { schema: loginText, must, isSecret: true });
  if (user !== undefined && password !== undefined) return { user, password };
  if (user !== undefined) reader.refuse(passwordName, `be set together with ${userName}`);
  if (password !== undefined) reader.refuse(userName, `be set together with ${passwordName}`);
  return null;
}

function readEgress(reader: Reader, isEmbedded: boolean): string[] {
  const name = "STELLWERK_EGRESS_ALLOW";
  if (!reader.isSet(name)) return isEmbedded ? [...LOOPBACK] : [];
  const isKnown = (entry: string) => parseEgressAllow(entry).ok;
  const schema = list.pipe(z.array(z.string().refine(isKnown)));
  const must = "be a list of addresses, CIDR ranges or host names separated by commas";
  return reader.read(name, { schema, must }) ?? [];
}

function readSecretKey(reader: Reader, isEmbedded: boolean): string | null {
  const name = "STELLWERK_SECRET_KEY";
  const must = `have at least ${SECRET_KEY_MIN_LENGTH} characters`;
  const schema = z.string().min(SECRET_KEY_MIN_LENGTH).max(1024);
  const before = reader.problems.length;
  const key = reader.read(name, { schema, must, isSecret: true }) ?? null;
  if (key === null && !isEmbedded && reader.problems.length === before) {
    reader.refuse(name, `be set when DATABASE_URL is set, and ${must}`);
  }
  return key;
}

function readPublicUrl(reader: Reader, port: number): string {
  const url = reader.read("STELLWERK_PUBLIC_URL", {
    schema: z.string().refine(isHttpOrigin),
    must: "be an address such as https://jobs.example.com",
  });
  return (url ?? `http://localhost:${port}`).replace(/\/+$/, "");
}

function readDatabaseUrl(reader: Reader): string | null {
  const url = reader.read("DATABASE_URL", {
    schema: z.string().refine(isPostgresAddress),
    must: "be a PostgreSQL address such as postgresql://user:password@host:5432/database",
    isSecret: true,
  });
  return url ?? null;
}

function readFigures(reader: Reader) {
  const whole = (name: string, [min, max]: [number, number]) =>
    reader.read(name, {
      schema: wholeNumber(min, max),
      must: `be a whole number from ${min} to ${max}`,
    });
  return {
    port: whole("PORT", [1, 65_535]) ?? 3000,
    concurrency: whole("STELLWERK_CONCURRENCY", [1, 10_000]) ?? defaultConcurrency(),
    rateLimitPerMinute: whole("STELLWERK_RATE_LIMIT", [1, 100_000_000]) ?? 60_000,
  };
}

function readSwitches(reader: Reader) {
  const must = "be on or off";
  return {
    isEngineOn: reader.read("STELLWERK_ENGINE", { schema: onOff, must }) ?? true,
    areProgramsAllowed: reader.read("STELLWERK_ALLOW_PROGRAMS", { schema: onOff, must }) ?? false,
  };
}

function readLogLevel(reader: Reader): Env["logLevel"] {
  const schema = z.string().toLowerCase().pipe(z.enum(LOG_LEVELS));
  return reader.read("LOG_LEVEL", { schema, must: `be one of ${LOG_LEVELS.join(", ")}` }) ?? "info";
}

/** The whole environment of this node: what programs may be handed on some of. */
export function nodeEnvironment(): EnvSource {
  return { ...processEnv() };
}

/**
 * Reads and checks the configuration. Throws an `invalid` AppError with one sentence per wrong variable, each
 * naming the variable; secrets are never repeated in it.
 */
export function readEnv(source: EnvSource = processEnv()): Env {
  const reader = new Reader(source);
  const figures = readFigures(reader);
  const isEmbedded = (source.DATABASE_URL ?? "").trim() === "";
  const env: Env = {
    ...figures,
    ...readSwitches(reader),
    databaseUrl: readDatabaseUrl(reader),
    dataDir: resolve(/* turbopackIgnore: true */ source.STELLWERK_DATA_DIR?.trim() || ".data"),
    publicUrl: readPublicUrl(reader, figures.port),
    admin: readLogin(reader, "STELLWERK_ADMIN"),
    api: readLogin(reader, "STELLWERK_API"),
    secretKey: readSecretKey(reader, isEmbedded),
    egressAllow: readEgress(reader, isEmbedded),
    logLevel: readLogLevel(reader),
  };
  const [first] = reader.problems;
  if (!first) return env;
  const message = reader.problems.map(({ sentence }) => sentence).join("\n");
  throw new AppError("invalid", message, { field: first.name });
}
