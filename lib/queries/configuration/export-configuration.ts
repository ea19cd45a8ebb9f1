import { MAX_SECTION_ENTRIES } from "@/lib/domain/configuration/configuration-document";
import { exportedDocument } from "@/lib/domain/configuration/exported-document";
import {
  type SchedulesLeftAlone,
  schedulesLeftAlone,
} from "@/lib/domain/configuration/stored-configuration";
import { AppError } from "@/lib/domain/errors";
import { authorise, type Context } from "@/lib/services/context";
import { loadConfiguration, readOneMoment } from "@/lib/store/configuration-reads";
import { inTransaction } from "@/lib/store/queryable";

/** The configuration of a tenant, ready to be written down. */
export interface ExportedConfiguration {
  /** As `configurationDocumentSchema` takes it; applied where it comes from, it changes nothing. */
  document: Record<string, unknown>;
  /** Schedules it does not hold, because they have no name of their own. */
  leftOut: readonly SchedulesLeftAlone[];
}

/**
 * Everything the caller's tenant has configured, as it is at one moment; throws `limit` when that is more than one
 * document may hold.
 */
export async function exportConfiguration(ctx: Context): Promise<ExportedConfiguration> {
  authorise(ctx, "jobs.read");
  const stored = await inTransaction(ctx.db.pool, async (tx) => {
    await readOneMoment(tx);
    const definitions = { first: MAX_SECTION_ENTRIES + 1 };
    return loadConfiguration(tx, ctx.scope.tenantId, { definitions });
  });
  if (stored.definitions.length > MAX_SECTION_ENTRIES) {
    throw new AppError(
      "limit",
      `There are more than ${MAX_SECTION_ENTRIES} definitions, which is the most one document may hold. Get them page by page from /api/v1/definitions.`,
    );
  }
  return { document: exportedDocument(stored), leftOut: schedulesLeftAlone(stored) };
}
