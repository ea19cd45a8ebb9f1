/** The signal lamp: the mark of the product, beside its name. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className ?? "size-6 shrink-0"}>
      <rect x="7.5" y="2" width="17" height="28" rx="6.5" fill="#12191f" stroke="#65717e" />
      <circle cx="16" cy="9.8" r="4.3" fill="none" stroke="#65717e" strokeWidth="1.6" />
      <circle cx="16" cy="21.4" r="5" fill="#4fb9c4" />
      <circle cx="14.5" cy="19.9" r="1.4" fill="#d9f4f7" />
    </svg>
  );
}
