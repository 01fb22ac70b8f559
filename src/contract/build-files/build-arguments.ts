import { entries, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { insideQuotes } from '../compose/change-word.ts';
import type { GivenArgument, ImageBuild } from './image-builds.ts';

type Arguments = Pick<ImageBuild, 'args' | 'argNames'>;

/** A map, or a list of `NAME=value`; a name alone takes its value from whoever builds. */
export function argumentsIn(field: Field | undefined): Arguments {
  if (field?.kind !== 'list') {
    const all = entries(field);
    return {
      args: new Map(all.flatMap(({ key, value }) => (value.kind === 'scalar' ? [[key, textAt(value) ?? '']] : []))),
      argNames: all.map(({ key, keyRange, value }) => ({
        ...{ name: key, start: keyRange.end - key.length, end: keyRange.end },
        ...valueAt(value),
      })),
    };
  }
  const listed = items(field).map((item) => ({ item, text: textAt(item) ?? '' }));
  return {
    args: valuesOf(listed.map(({ text }) => text)),
    argNames: listed.map(({ item, text }) => {
      return givenBy(text, insideQuotes({ value: text, start: item.start, end: item.end }));
    }),
  };
}

/** A line each, as the action that builds takes them; `filled`: what a line says in one run of its job. */
export function argumentLines(
  field: Field | undefined,
  text: string,
  filled: (line: string) => string = (line) => line,
): Arguments {
  const lines = unquotedLines(textAt(field) ?? '');
  return {
    args: valuesOf(lines.map(filled)),
    argNames: lines.flatMap((line) => {
      const start = field && nameOf(line) !== '' ? text.indexOf(line, field.start) : -1;
      return field && start >= 0 && start < field.end ? [givenBy(line, start)] : [];
    }),
  };
}

/** The action reads them as CSV: a line may stand in quotes, and what is quoted may go on for several. */
function unquotedLines(text: string): readonly string[] {
  const lines: string[] = [];
  let isOpen = false;
  for (const written of text.split('\n')) {
    const line = written.trim();
    const isEnd = line.endsWith('"');
    if (isOpen) isOpen = !isEnd;
    else if (!line.startsWith('"')) lines.push(line);
    else if (isEnd && line.length > 1) lines.push(line.slice(1, -1));
    else {
      isOpen = true;
      lines.push(nameOf(line.slice(1)));
    }
  }
  return lines;
}

function valuesOf(texts: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    texts.flatMap((text) => (text.includes('=') ? [[nameOf(text), text.slice(text.indexOf('=') + 1)]] : [])),
  );
}

/** `NAME=value`, which stands there as it is. */
export function givenBy(text: string, start: number): GivenArgument {
  const name = nameOf(text);
  const value = text.slice(name.length + 1);
  const from = start + name.length + 1;
  return {
    ...{ name, start, end: start + name.length },
    ...(value === '' || /[$`]/.test(value) ? {} : { value: { name: value, start: from, end: start + text.length } }),
  };
}

function valueAt(field: Field): Pick<GivenArgument, 'value'> {
  const name = textAt(field);
  const quote = field.end - field.start - (name?.length ?? 0);
  if (field.kind !== 'scalar' || !name || name.includes('$') || (quote !== 0 && quote !== 2)) return {};
  return { value: { name, start: field.start + quote / 2, end: field.end - quote / 2 } };
}

function nameOf(text: string): string {
  const equals = text.indexOf('=');
  return equals < 0 ? text : text.slice(0, equals);
}
