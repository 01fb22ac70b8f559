/** Clears the screen and what scrolled out of it. */
export const clearScreen = '\u001b[2J\u001b[3J\u001b[H';

const paint = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;

export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);
export const yellow = paint(33);
export const cyan = paint(36);

/** A terminal wants CR LF at each line's end. */
export function terminalText(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

/** `text` without colours and cursor movements, as a test or a log reads it. */
export function plainText(text: string): string {
  return text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '');
}
