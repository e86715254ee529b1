/** The sign of the product, drawn in place: as an image file it would want a document of its own. */
export function Logo({ size = 28, name }: { size?: number; name?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      {...(name === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": name })}
    >
      <rect width="32" height="32" rx="6" fill="#0B5CAD" />
      <path
        d="M6 22 13 10l6 7 7-9"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx="6" cy="22" r="3" fill="#fff" />
      <circle cx="26" cy="8" r="3" fill="#fff" />
    </svg>
  );
}
