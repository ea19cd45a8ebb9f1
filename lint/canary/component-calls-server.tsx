// canary: depcruise components components 1
import { target } from "@/lib/store/target";

export function Bad() {
  return target;
}
