import type { Database } from "@/lib/store/database";

/** False until the first administrator exists; needs no caller, because nobody can sign in before. */
export async function hasUsers(db: Database): Promise<boolean> {
  return (await db.prisma.user.findFirst({ select: { id: true } })) !== null;
}
