import { at, entries, items } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { Range } from '../../lint/rule.ts';

/** Where a container uses a variable: `$(NAME)` in its words and in other values, `$NAME` in what a shell is given. */
export function substitutions(container: Field, text: string, name: string): Range[] {
  if (!/^\w+$/.test(name)) return [];
  const words = [at(container, 'command'), at(container, 'args'), ...handlers(container)].flatMap((list) =>
    items(list),
  );
  const values = items(at(container, 'env')).flatMap((item) => at(item, 'value') ?? []);
  const isShell = words.some((word) => word.kind === 'scalar' && /(?:^|\/)(?:ba|da|a)?sh$/.test(String(word.value)));
  const patterns = [`(?<!\\$)\\$\\((${name})\\)`, ...(isShell ? [`\\$\\{?(${name})\\b`] : [])];
  return [...words, ...values].flatMap(({ start, end }) =>
    patterns.flatMap((pattern) =>
      [...text.slice(start, end).matchAll(new RegExp(pattern, 'dg'))].map(({ indices }) => {
        const [from, until] = indices?.[1] ?? [0, 0];
        return { start: start + from, end: start + until };
      }),
    ),
  );
}

/** Commands of probes and hooks. */
export function handlers(container: Field): Field[] {
  return [container, at(container, 'lifecycle')].flatMap((field) =>
    entries(field).flatMap(({ value }) => at(value, 'exec', 'command') ?? []),
  );
}
