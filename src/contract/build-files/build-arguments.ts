import { entries, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { ImageBuild } from './image-builds.ts';

type Arguments = Pick<ImageBuild, 'args' | 'argNames'>;

/** A map, or a list of `NAME=value`; a name alone takes its value from whoever builds. */
export function argumentsIn(field: Field | undefined): Arguments {
  if (field?.kind !== 'list') {
    const all = entries(field);
    return {
      args: new Map(all.flatMap(({ key, value }) => (value.kind === 'scalar' ? [[key, textAt(value) ?? '']] : []))),
      argNames: all.map(({ key, keyRange }) => ({ name: key, start: keyRange.end - key.length, end: keyRange.end })),
    };
  }
  const listed = items(field).map((item) => ({ item, text: textAt(item) ?? '' }));
  return {
    args: valuesOf(listed.map(({ text }) => text)),
    argNames: listed.map(({ item, text }) => {
      const name = nameOf(text);
      const start = item.start + (item.end - item.start === text.length + 2 ? 1 : 0);
      return { name, start, end: start + name.length };
    }),
  };
}

/** A line each, as the action that builds takes them; `filled`: what a line says in one run of its job. */
export function argumentLines(
  field: Field | undefined,
  text: string,
  filled: (line: string) => string = (line) => line,
): Arguments {
  const lines = (textAt(field) ?? '').split('\n').map((line) => line.trim());
  return {
    args: valuesOf(lines.map(filled)),
    argNames: lines.flatMap((line) => {
      const name = nameOf(line);
      const start = field && name !== '' ? text.indexOf(line, field.start) : -1;
      return field && start >= 0 && start < field.end ? [{ name, start, end: start + name.length }] : [];
    }),
  };
}

function valuesOf(texts: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    texts.flatMap((text) => (text.includes('=') ? [[nameOf(text), text.slice(text.indexOf('=') + 1)]] : [])),
  );
}

function nameOf(text: string): string {
  const equals = text.indexOf('=');
  return equals < 0 ? text : text.slice(0, equals);
}
