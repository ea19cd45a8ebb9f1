import { z } from "zod";
import { ROLES } from "./access";
import { newPasswordSchema } from "./password-rules";
import { leftEmptyOr, plainText } from "./plain-text";
import { usernameSchema } from "./username";

const roleSchema = z.enum(ROLES, {
  error: "The role must be administrator, operator or viewer.",
});
const userIdSchema = z.uuid("The user id must be a UUID.");

/** A new user; without a password one is generated. */
export const createUserSchema = z.strictObject({
  username: usernameSchema,
  name: leftEmptyOr(plainText({ label: "The name", max: 128 })),
  role: roleSchema,
  password: leftEmptyOr(newPasswordSchema),
  tenantId: leftEmptyOr(z.uuid("The tenant must be given by its id.")),
});

export const changeUserRoleSchema = z.strictObject({ id: userIdSchema, role: roleSchema });

export const setUserActiveSchema = z.strictObject({
  id: userIdSchema,
  active: z.boolean({ error: "active must be true or false." }),
});

/** A new password for somebody else; generated when none is typed. */
export const resetUserPasswordSchema = z.strictObject({
  id: userIdSchema,
  password: leftEmptyOr(newPasswordSchema),
});

export const changeOwnPasswordSchema = z.strictObject({
  currentPassword: z.string({ error: "The current password must be text." }).min(1).max(1024),
  newPassword: newPasswordSchema,
});

/** The first administrator, from the page behind the one-time link. */
export const setupAdministratorSchema = z
  .strictObject({
    token: z.string({ error: "The link is incomplete." }).min(1).max(256),
    username: usernameSchema,
    password: newPasswordSchema,
    passwordAgain: z.string({ error: "Repeat the password." }),
  })
  .refine((input) => input.password === input.passwordAgain, {
    path: ["passwordAgain"],
    error: "The two passwords differ.",
  });

/** What the sign-in form sends; its limits only keep absurd input away from the password check. */
export const signInSchema = z.strictObject({
  username: z.string({ error: "Enter your user name." }).min(1, "Enter your user name.").max(256),
  password: z.string({ error: "Enter your password." }).min(1, "Enter your password.").max(1024),
});
