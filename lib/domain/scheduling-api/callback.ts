import { z } from "zod";
import { textSchema } from "@/lib/domain/definition/definition-fields";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { asObject } from "./wire-value";

const MAX_MESSAGE_LENGTH = 100_000;

const callbackSchema = z.object({
  success: z.boolean(),
  message: textSchema(MAX_MESSAGE_LENGTH).nullish(),
});

/** The result an application reports (job-scheduling-api 7.3); what else it sends is passed over. */
export function parseCallback(body: unknown): { success: boolean; message: string } {
  const { success, message } = parseInput(callbackSchema, asObject(body));
  return { success, message: message ?? "" };
}
