// canary: depcruise lib/queries prisma-only-in-store 1
import { PrismaPg } from "@prisma/adapter-pg";

export const bad = PrismaPg;
