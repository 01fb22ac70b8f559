import type { TextEdit } from '../lint/fix.ts';
import type { Range } from '../lint/rule.ts';
import { insertLineAfter } from './syntax/new-line.ts';
import type { Dockerfile, Stage } from './model.ts';

/** The number of the user without rights that the distroless images know. */
export const PLAIN_USER = 65532;

/** Lets a stage run as the user without rights: in place of the USER that is written, else before its CMD and ENTRYPOINT. */
export function runAsPlainUser({ text }: Dockerfile, { instructions, from }: Stage, written: Range | null): TextEdit {
  const user = `${String(PLAIN_USER)}:${String(PLAIN_USER)}`;
  if (written) return { start: written.start, end: written.end, text: user };
  const last = instructions.findLast(({ keyword }) => keyword !== 'CMD' && keyword !== 'ENTRYPOINT');
  return insertLineAfter(text, last ?? from, `USER ${user}`);
}

/** Of a USER, with or without a group. */
export function isRootUser(user: string): boolean {
  const [name = ''] = user.split(':');
  return name === 'root' || /^0+$/.test(name);
}
