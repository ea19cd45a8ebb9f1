import Link from "next/link";
import { cn } from "@/lib/format/cn";

type FilterLinksProps = {
  label: string;
  options: readonly { label: string; href: string; isCurrent: boolean }[];
};

/** One of a few ways to narrow a list, each an address. */
export function FilterLinks({ label, options }: FilterLinksProps) {
  return (
    <nav
      aria-label={label}
      className="inline-flex max-w-full flex-wrap rounded-md border border-line bg-sunken p-0.5"
    >
      {options.map((option) => (
        <Link
          key={option.label}
          href={option.href}
          scroll={false}
          aria-current={option.isCurrent ? "true" : undefined}
          className={cn(
            "inline-flex h-7 items-center rounded-sm px-2.5 text-sm font-medium text-ink-muted hover:text-ink",
            option.isCurrent && "bg-surface text-ink shadow-[0_0_0_1px_var(--line-strong)]",
          )}
        >
          {option.label}
        </Link>
      ))}
    </nav>
  );
}
