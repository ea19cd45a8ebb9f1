// canary: depcruise lib/queries/canary.ts prisma-only-in-store 1
import { PrismaPg } from "@prisma/adapter-pg";

export const bad = PrismaPg;
