import Link from "next/link";
import { type GateTab, gateHref } from "../gate-address";

/** The name of a gate, leading to its page. */
export function GateLink({ tab, name }: { tab: GateTab; name: string }) {
  return (
    <Link href={gateHref(tab, name)} className="text-accent-text wrap-anywhere hover:underline">
      {name}
    </Link>
  );
}

/** Several of them in one line; a dash when there is none. */
export function GateLinks({ tab, names }: { tab: GateTab; names: readonly string[] }) {
  if (names.length === 0) return "–";
  return (
    <span className="flex flex-wrap gap-x-2">
      {names.map((name) => (
        <GateLink key={name} tab={tab} name={name} />
      ))}
    </span>
  );
}
