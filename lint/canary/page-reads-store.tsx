// canary: depcruise app/page.tsx routes 1
import { target } from "@/lib/store/target";

export function Bad() {
  return target;
}
