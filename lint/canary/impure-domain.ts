// canary: depcruise lib/domain domain-no-runtime 1
import { readFileSync } from "node:fs";

export const bad = readFileSync;
