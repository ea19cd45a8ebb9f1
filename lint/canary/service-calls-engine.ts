// canary: depcruise lib/services services 1
import { target } from "@/lib/engine/target";

export const bad = target;
