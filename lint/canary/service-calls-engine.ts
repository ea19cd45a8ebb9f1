// canary: depcruise lib/services/canary.ts services 1
import { target } from "@/lib/engine/target";

export const bad = target;
