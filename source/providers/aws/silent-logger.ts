function ignore(): void {}

/** The SDK's remarks would land on stderr, in the middle of the screen. */
export const silentLogger = {trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore};
