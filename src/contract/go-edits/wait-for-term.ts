import type { Place } from '../../go/project.ts';
import type { TextEdit } from '../../lint/fix.ts';
import { addImports } from './add-imports.ts';

/** A call of os/signal that ends with the name of a signal. */
const LISTED = /^signal\.Notify(?:Context)?\([^]*\b(?:syscall\.SIG[A-Z]+|os\.(?:Interrupt|Kill))(?=\)$)/;

/** Edits after which a program that waits for other signals waits for SIGTERM, too; null where the call is written otherwise. */
export function waitForTerm(text: string | undefined, { start, end }: Place): readonly TextEdit[] | null {
  const [call] = LISTED.exec(text?.slice(start, end) ?? '') ?? [];
  if (text === undefined || call === undefined || text.includes('\r')) return null;
  const imports = addImports(text, ['syscall']);
  const at = start + call.length;
  return imports && [...imports, { start: at, end: at, text: ', syscall.SIGTERM' }];
}
