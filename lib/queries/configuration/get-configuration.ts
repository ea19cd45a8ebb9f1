import { authorise, type Context } from "@/lib/services/context";
import { type ConfigurationValues, readConfiguration } from "@/lib/store/configuration-values";

/** The settings of the instance that are in force. */
export async function getConfiguration(ctx: Context): Promise<ConfigurationValues> {
  authorise(ctx, "jobs.read");
  return readConfiguration(ctx.db.pool);
}
