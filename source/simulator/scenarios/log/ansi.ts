/** Colours as the tools of a build print them even without a terminal. */
const paint = (code: string) => (text: string) => `\u001B[${code}m${text}\u001B[0m`;

export const bold = paint('1');
export const red = paint('31');
export const green = paint('32');
export const yellow = paint('33');
export const cyan = paint('36');
export const magenta = paint('38;5;13');
export const grey = paint('90');

/** One line that a tool drew over itself: the states it had, divided by carriage returns. */
export const redrawn = (states: readonly string[]): string => states.join('\r');
