"use client";

import { useRouter } from "next/navigation";
import { Select } from "@/components/ui/select";

type ModeFilterProps = {
  options: readonly { value: string; label: string; href: string }[];
  value: string;
};

/** Narrows the list to one mode; each is an address. */
export function ModeFilter({ options, value }: ModeFilterProps) {
  const router = useRouter();
  return (
    <Select
      aria-label="Mode"
      className="w-36"
      options={options}
      value={value}
      onValueChange={(chosen) => {
        const href = options.find((option) => option.value === chosen)?.href;
        if (href !== undefined) router.replace(href, { scroll: false });
      }}
    />
  );
}
