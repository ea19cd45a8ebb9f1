"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import { useShortcuts } from "@/components/layout/shortcuts";
import { Input } from "@/components/ui/input";

type SearchBoxProps = {
  label: string;
  value: string;
  /** The address of the list without a search; `q` is added to it. */
  href: string;
  className?: string;
};

const PAUSE_MS = 250;

/** Narrows a list while typing; what is typed stands in the address. */
export function SearchBox({ label, value, href, className }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const box = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const wanted = text.trim();

  useEffect(() => {
    if (wanted === value) return;
    const timer = setTimeout(
      () => router.replace(withSearch(href, wanted), { scroll: false }),
      PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [wanted, value, href, router]);

  const shortcuts = useMemo(
    () => [{ keys: "/", label, onPress: () => box.current?.focus() }],
    [label],
  );
  useShortcuts(shortcuts);

  return (
    <div className={className}>
      <div className="relative">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-faint"
        />
        <Input
          ref={box}
          type="search"
          aria-label={label}
          placeholder={label}
          value={text}
          maxLength={255}
          onChange={(event) => setText(event.target.value)}
          className="pl-8"
        />
      </div>
    </div>
  );
}

function withSearch(href: string, text: string): string {
  const [path = "", query = ""] = href.split("?");
  const params = new URLSearchParams(query);
  if (text === "") params.delete("q");
  else params.set("q", text);
  return params.size === 0 ? path : `${path}?${params}`;
}
