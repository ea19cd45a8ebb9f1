import type pg from "pg";
import {
  type ConfigurationDifference,
  configurationDifference,
} from "@/lib/domain/configuration/configuration-difference";
import type { ParsedConfiguration } from "@/lib/domain/configuration/configuration-document";
import {
  problemOfInput,
  refusedConfiguration,
} from "@/lib/domain/configuration/configuration-problem";
import {
  type SchedulesLeftAlone,
  type StoredConfiguration,
  schedulesLeftAlone,
  storedElements,
} from "@/lib/domain/configuration/stored-configuration";
import { wantedElements } from "@/lib/domain/configuration/wanted-elements";
import { passwordContext } from "@/lib/domain/definition/password-context";
import { isSameSecret } from "@/lib/platform/secrets";
import type { Context } from "@/lib/services/context";
import {
  loadConfiguration,
  lockConfiguration,
  otherDefinitionNames,
  type SealedPassword,
  sealedPasswords,
} from "@/lib/store/configuration-reads";
import { holdCallsStill } from "@/lib/store/definition-references";
import { lockWindows } from "@/lib/store/window-store";

/** What a caller wants of the configuration. */
export interface Requested {
  readonly configuration: ParsedConfiguration;
  readonly prune: boolean;
}

/** What is to be done, and what it was found out from. */
export interface ApplicationPlan extends Requested {
  readonly stored: StoredConfiguration;
  readonly difference: ConfigurationDifference;
  readonly leftAlone: readonly SchedulesLeftAlone[];
}

/**
 * Compares a document with what is stored. Whoever else applies one, writes a chain or changes windows waits from here
 * until the transaction ends; the locks are taken before any row is, as those who take only one of them do.
 */
export async function planApplication(
  ctx: Context,
  tx: pg.PoolClient,
  { configuration, prune }: Requested,
): Promise<ApplicationPlan> {
  const { tenantId } = ctx.scope;
  await lockConfiguration(tx, tenantId);
  await holdCallsStill(tx, "write");
  await lockWindows(tx, tenantId);
  const names = Object.keys(configuration.document.definitions);
  const stored = await loadConfiguration(tx, tenantId, { definitions: names });
  const withPasswords = names.filter((name) => configuration.passwordsGiven.has(name));
  const sealed = await sealedPasswords(tx, tenantId, withPasswords);
  const isStoredPassword = (name: string, password: string) =>
    isPasswordOf(ctx, sealed.get(name), password);
  const query = { configuration, stored, prune, now: ctx.now, isStoredPassword };
  const { elements: wanted, problems } = wantedElements(query);
  if (problems.length > 0) throw refusedConfiguration(problems.map(problemOfInput));
  const others = prune ? await otherDefinitionNames(tx, tenantId, names) : [];
  const difference = configurationDifference({
    stored: storedElements(stored),
    wanted,
    prune,
    others: others.map((name) => ({ kind: "definition", name, definition: null })),
  });
  return { configuration, prune, stored, difference, leftAlone: schedulesLeftAlone(stored) };
}

function isPasswordOf(
  { secrets }: Pick<Context, "secrets">,
  stored: SealedPassword | undefined,
  password: string,
): boolean {
  if (stored === undefined) return false;
  try {
    return isSameSecret(secrets.open(stored.sealed, passwordContext(stored.id)), password);
  } catch {
    // Sealed with a key of former times: whatever it was, the one given takes its place.
    return false;
  }
}
