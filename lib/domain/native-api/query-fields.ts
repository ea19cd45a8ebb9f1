import { z } from "zod";
import { isId } from "@/lib/domain/ids";
import { DEFAULT_PAGE, MAX_PAGE } from "@/lib/domain/run/run-query";
import { RUN_STATES } from "@/lib/domain/run/run-state";

/** Fields of addresses: texts that stand for something else, checked and read. */

/** An id in a path or address. */
export const idSchema = z.string().refine(isId, "must be an id");

/** Size of a page, 1 to 500. */
export const limitSchema = z
  .string()
  .regex(/^\d{1,6}$/, `must be a whole number from 1 to ${MAX_PAGE}`)
  .transform(Number)
  .refine(
    (limit) => limit >= 1 && limit <= MAX_PAGE,
    `must be a whole number from 1 to ${MAX_PAGE}`,
  )
  .default(DEFAULT_PAGE)
  .meta({ type: "integer", minimum: 1, maximum: MAX_PAGE, default: DEFAULT_PAGE });

/** The `nextCursor` of the page before. */
export const cursorSchema = z.string().min(1, "must not be empty").max(200);

/** One or several run states, separated by commas. */
export const statesSchema = z
  .string()
  .transform((text) => text.split(",").map((state) => state.trim()))
  .pipe(z.array(z.enum(RUN_STATES)).max(RUN_STATES.length))
  .meta({ description: "One or several run states, separated by commas or given repeatedly" });

/** `true` or `false`. */
export const flagSchema = z
  .enum(["true", "false"])
  .transform((text) => text === "true")
  .meta({ type: "boolean" });
