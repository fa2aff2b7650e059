/** When the day of the pictures begins: ms since the epoch, UTC. */
export const noon = Date.UTC(2026, 10, 20, 12);

/** What is written when time stands still again: an operating system command that no terminal knows. */
export const still = '\x1b]7777;still\x07';
