// canary: depcruise app routes 1
import { target } from "@/lib/store/target";

export function Bad() {
  return target;
}
