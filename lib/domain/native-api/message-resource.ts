import { z } from "zod";
import { cursorSchema, idSchema, limitSchema } from "./query-fields";

/** An operator message waits for its answer, has it, or was withdrawn because its run went on or ended without. */
export const MESSAGE_STATES = ["open", "replied", "withdrawn"] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

const MAX_REPLY = 1000;
const instant = z.iso.datetime();

/** Query of the list of messages. */
export const messageListQuerySchema = z.strictObject({
  state: z.enum(MESSAGE_STATES).optional(),
  run: idSchema.optional().meta({ description: "Id of the run that asks" }),
  limit: limitSchema,
  cursor: cursorSchema.optional(),
});
export type MessageListQuery = Partial<z.output<typeof messageListQuerySchema>>;

/** A reply; spaces at its ends are left out, several between words count as one (run-states-and-chains 4.8). */
export const replySchema = z
  .string()
  .max(MAX_REPLY)
  .transform((text) => text.trim().replace(/\s+/gu, " "))
  .refine((text) => text !== "", "must not be empty")
  .refine((text) => !/[\p{Cc}\p{Surrogate}]/u.test(text), "must not contain control characters");

/** Body of a reply. */
export const replyBodySchema = z.strictObject({ reply: replySchema });

/** An operator message as it is shown. */
export const messageSchema = z.object({
  id: z.string(),
  run: z.string().meta({ description: "Id of the run that asks" }),
  definition: z.string(),
  jobName: z.string(),
  jobCount: z.string(),
  text: z.string(),
  replies: z.array(z.string()).meta({
    description: "The replies that are allowed; any when there is none",
  }),
  state: z.enum(MESSAGE_STATES),
  createdAt: instant,
  reply: z.string().nullable(),
  repliedBy: z.string().nullable(),
  repliedAt: instant.nullable(),
});
export type MessageView = z.input<typeof messageSchema>;
