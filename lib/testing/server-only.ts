// Stands for the package `server-only` in tests, where no browser bundle is made that it could guard.
export const isServer = true;
