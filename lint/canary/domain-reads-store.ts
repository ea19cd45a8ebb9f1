// canary: depcruise lib/domain domain-is-pure 1
import { target } from "@/lib/store/target";

export const bad = target;
