import type { TextEdit } from '../../lint/fix.ts';
import { styleOf } from './places.ts';
import { inBlock, type Value } from './written.ts';

/** Puts a document behind the last one; as text it is YAML with `\n`. Undefined in JSON, which has but one. */
export function newDocument(text: string, document: string | Readonly<Record<string, Value>>): TextEdit | undefined {
  if (/^\s*[[{]/.test(text)) return undefined;
  const style = styleOf(text);
  const written =
    typeof document === 'string'
      ? document.replace(/\n*$/, '').replaceAll('\n', style.lineEnd)
      : inBlock(document, '', style);
  const isOpen = /(?:^|\n)---[ \t]*(?:\r?\n\s*)?$/.test(text) || text.trim() === '';
  const break_ = text === '' || text.endsWith('\n') ? '' : style.lineEnd;
  return {
    start: text.length,
    end: text.length,
    text: `${break_}${isOpen ? '' : `---${style.lineEnd}`}${written}${style.lineEnd}`,
  };
}
